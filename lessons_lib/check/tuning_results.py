"""Read the table of what a learner's networks reached, one row for each value and seed."""

from dataclasses import dataclass

import numpy as np

from lessons_lib.check.answer import Mistake, NotFilled
from lessons_lib.check.lookups import if_there
from lessons_lib.check.values import as_array, describe, is_a

SEEDS = (1, 2, 3)
EPOCHS = (1, 2, 3)


@dataclass(frozen=True)
class Results:
    """A table of what networks reached, with a row for each value and each seed.

    Attributes
    ----------
    table, rows : str
        The learner's names for the table and for the list that it is made from.
    values : dict
        The columns that tell the rows apart, and what each should hold.
    """

    table: str
    rows: str
    values: dict

    @property
    def columns(self):
        """The names of all columns, in order."""
        return [*self.values, "val_accuracy"]

    @property
    def count(self):
        """How many rows there should be."""
        return int(np.prod([len(values) for values in self.values.values()]))

    def in_words(self, key):
        """Name the values of a row, such as "rate 0.3 and seed 2"."""
        return " and ".join(
            f"{name} {value}" for name, value in zip(self.values, key, strict=True)
        )


def runs_in(answer, results):
    """Read the rows of a table of results, or raise a ``Mistake``.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    results : Results

    Returns
    -------
    dict of tuple to float
        The accuracy for each combination of the values, as it was stored.
    """
    table = _table(answer, results)
    if not is_a(table, "DataFrame"):
        raise Mistake(
            f"`{results.table}` is {describe(table)}; the last lines of the blank make a "
            "DataFrame."
        )
    if not set(results.columns) <= set(table.columns):
        raise Mistake(
            f"`{results.table}` has the columns {', '.join(map(str, table.columns))}; expected are "
            f"{', '.join(results.columns)}."
        )
    if len(table) > results.count:
        raise Mistake(
            f"`{results.table}` has {len(table)} rows instead of {results.count}. Do you add one "
            f"for every entry of the history, or is `{results.rows}` not emptied before the loop?"
        )
    if len(table) < results.count:
        raise Mistake(_too_few(len(table), results))
    keys = list(
        zip(*(_column(table, name, results) for name in results.values), strict=True)
    )
    for key in keys:
        if keys.count(key) > 1:
            raise Mistake(
                f"`{results.table}` has {keys.count(key)} rows for {results.in_words(key)}, so "
                "other combinations are missing. Where does the `append` stand?"
            )
    return dict(zip(keys, _accuracies(table), strict=True))


def _table(answer, results):
    try:
        return answer[results.table]
    except NotFilled:
        rows = if_there(answer, results.rows, "list")
        if not rows:
            raise
        if type(rows[0]) not in (tuple, list) or len(rows[0]) != len(results.columns):
            raise Mistake(
                f"The first entry of `{results.rows}` is {describe(rows[0])}; a row has "
                f"{len(results.columns)} entries, {', '.join(results.columns)}, and `append` takes "
                "them as one tuple."
            ) from None
        raise NotFilled(
            f"There are {len(rows)} rows and no `{results.table}` yet: the loop has stopped before "
            "its end. Read the last line of the error."
        ) from None


def _too_few(found, results):
    factors = " × ".join(
        f"{len(values)} {name}s" for name, values in results.values.items()
    )
    says = f"`{results.table}` has {found} rows; {factors} make {results.count}."
    if found * len(EPOCHS) == results.count and "epoch" in results.values:
        return f"{says} You store one epoch of each training; go through the whole curve."
    return f"{says} Does the `append` stand in the innermost loop?"


def _column(table, name, results):
    wanted = results.values[name]
    found = [_plain(value) for value in table[name].tolist()]
    for value in found:
        if value not in wanted:
            raise Mistake(
                f"The column `{name}` holds {describe(value)}; it should hold "
                f"{', '.join(map(str, wanted))}. The entries of a row stand in the order of "
                "the columns."
            )
    return found


def _plain(value):
    return round(value, 6) if isinstance(value, float) else value


def _accuracies(table):
    accuracies = []
    for value in table["val_accuracy"].tolist():
        array = as_array(value)
        if array is None or array.shape != ():
            raise Mistake(
                f"The column `val_accuracy` holds {describe(value)}; every row wants one number."
            )
        if not 0 <= array <= 1:
            raise Mistake(
                f"The column `val_accuracy` holds {describe(value)}; an accuracy lies between 0 "
                "and 1. Is it a loss?"
            )
        accuracies.append(float(array))
    return accuracies
