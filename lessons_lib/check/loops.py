"""Compare the table that a learner's tuning loop has left with what it should hold."""

import random
from dataclasses import dataclass

import numpy as np

from lessons_lib.check.answer import Mistake, NotFilled
from lessons_lib.check.lookups import if_there, made_in
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


@dataclass(frozen=True)
class Loop(Results):
    """A loop that trains one network for each value and each seed.

    Attributes
    ----------
    model, history : str
        The learner's names for the network of one round and for its history.
    """

    model: str
    history: str


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
                f"`{results.table}` has {keys.count(key)} rows for {_in_words(key, results)}, so "
                "other combinations are missing. Where does the `append` stand?"
            )
    return dict(zip(keys, _accuracies(table, results), strict=True))


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


def _in_words(key, results):
    return " and ".join(
        f"{name} {value}" for name, value in zip(results.values, key, strict=True)
    )


def _accuracies(table, results):
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


def compare_history(answer, loop, runs, last):
    """See that what the last training reached was stored, or raise a ``Mistake``.

    ``last`` lists its combinations in ``runs``, one for each epoch that is stored.
    Where there is no history, nothing is compared.
    """
    model = if_there(answer, loop.model, "Model")
    history = if_there(answer, loop.history, "History")
    if history is None:
        return
    if model is not None and history.model is not model:
        raise Mistake(
            f"You train the network `{history.model.name}`, but the one that this round has built "
            f"and compiled is `{loop.model}`."
        )
    where = f"`{loop.history}`, the history of the last training,"
    compare_curves(answer, loop, runs, last, history.history, where)


def compare_curves(answer, results, runs, last, curves, where):
    """See that what a training reached was stored, or raise a ``Mistake``.

    ``last`` lists its combinations in ``runs``, ``curves`` holds a list for each
    measure, and ``where`` says where they come from.
    """
    n_epochs = len(curves["loss"])
    if n_epochs != len(EPOCHS):
        raise Mistake(
            f"Your last training had {n_epochs} {'epoch' if n_epochs == 1 else 'epochs'} instead "
            f"of {len(EPOCHS)}."
        )
    stored = [runs[key] for key in last]
    reached = {name: curve[-len(last) :] for name, curve in curves.items()}
    if _close(reached.get("val_accuracy"), stored):
        return
    if _close(reached.get("accuracy"), stored):
        raise Mistake(
            "You store the accuracy on the training pictures. The one on the validation pictures "
            "is kept under another name."
        )
    if len(set(runs.values())) == 1:
        raise Mistake(
            f"All {results.count} rows hold the same accuracy. Which name holds the one of this "
            "round?"
        )
    compare_pictures(answer, runs)
    raise Mistake(
        f"The row of {_in_words(last[-1], results)} says {stored[-1]:.4g}, and {where} does not. "
        "Are the entries of a row in the order of the columns, and both names from the same run "
        "of the cell?"
    )


def _close(curve, stored):
    # Who rounds to three decimals is right as well.
    return curve is not None and np.allclose(curve, stored, atol=6e-4)


def compare_seeds(runs, last_model):
    """See that trainings began with their seeds, or raise a ``Mistake``.

    That shows in accuracies that differ, and in the last network, unless it is None.
    """
    by_rest = {}
    for (value, _, *epoch), accuracy in runs.items():
        by_rest.setdefault((value, *epoch), set()).add(accuracy)
    if all(len(accuracies) == 1 for accuracies in by_rest.values()):
        raise Mistake(
            "Your three seeds give the same accuracies to the last digit, as if every training "
            "had started from one and the same seed. Set the one of the loop."
        )
    if last_model is not None and not _begins_with(last_model, SEEDS[-1]):
        raise Mistake(
            f"The starting weights of your last network don't come from seed {SEEDS[-1]}. Set the "
            "seed in the inner loop, and build a new network right after it."
        )


def _begins_with(model, seed):
    import keras

    # Keras draws the seeds of its layers from here; the check puts it back afterwards.
    random.seed(seed)
    drawn = keras.initializers.GlorotUniform().seed
    seeds = [
        layer.kernel_initializer.seed
        for layer in model.layers
        if hasattr(layer, "kernel_initializer")
    ]
    return seeds[:1] == [drawn]


def compare_pictures(answer, runs):
    """See that accuracies are shares of the validation pictures, or raise a ``Mistake``."""
    count = len(made_in(answer, "tune_val_labels", (None, 10)))
    hits = np.array(list(runs.values())) * count
    if not np.allclose(hits, hits.round(), atol=0.01):
        raise Mistake(
            f"Some of your accuracies can't be shares of the {count:,} pictures in "
            "`tune_val_images`: they were measured on others, perhaps on those for training."
        )
