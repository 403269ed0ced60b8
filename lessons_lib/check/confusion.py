"""What a confusion matrix says: questions about one, and the scores of the class cat."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.quiz import Option, Question
from lessons_lib.data import CLASS_NAMES

_CAT = CLASS_NAMES.index("cat")
_VEHICLES = np.isin(CLASS_NAMES, ["airplane", "automobile", "ship", "truck"])


def questions(matrix, accuracy):
    """Ask which class is hardest, what a cell counts, and where mistakes lie.

    Parameters
    ----------
    matrix : numpy.ndarray of int, shape (10, 10)
        Rows are true classes, columns predicted ones.
    accuracy : float
        Share of its diagonal.

    Returns
    -------
    list of lessons_lib.check.quiz.Question
    """
    mistakes = matrix - np.diag(np.diag(matrix))
    return [
        _hardest_class(matrix, mistakes),
        _one_cell(mistakes),
        _across_the_groups(matrix, mistakes),
        _what_accuracy_told(accuracy),
    ]


def _hardest_class(matrix, mistakes):
    in_row, in_column = mistakes.sum(axis=1), mistakes.sum(axis=0)
    together = in_row + in_column
    others = np.flatnonzero(together < together.max())
    easiest = max(others, key=lambda number: matrix[number, number])
    second = max(set(others) - {easiest}, key=lambda number: in_column[number])
    return Question(
        "Which class does the network find hardest, if you count the mistakes in its row and "
        "those in its column?",
        (
            Option(
                CLASS_NAMES[easiest],
                f"The dark cell of {CLASS_NAMES[easiest]} lies on the diagonal, and there the "
                "answers are right.",
            ),
            Option(
                CLASS_NAMES[together.argmax()],
                "A class is hard if its row holds many pictures that were missed, and its column "
                "many others that were taken for it.",
                right=True,
            ),
            Option(
                CLASS_NAMES[second],
                f"The column of {CLASS_NAMES[second]} holds {in_column[second]:,} mistakes and "
                f"its row {in_row[second]:,}; another class has more in both together.",
            ),
            Option(
                "none: each row adds up to the same number, so all are equally hard",
                "A row adds up to the number of pictures of its class, right or wrong. What is "
                "hard shows beside the diagonal.",
            ),
        ),
    )


def _one_cell(mistakes):
    both_ways = mistakes + mistakes.T
    row, column = np.unravel_index(both_ways.argmax(), both_ways.shape)
    if mistakes[row, column] < mistakes[column, row]:
        row, column = column, row
    true, called = CLASS_NAMES[row], CLASS_NAMES[column]
    return Question(
        f"The network mixes up {true} and {called} most. What does the cell in the row {true} and "
        f"the column {called} count, which says {mistakes[row, column]:,}?",
        (
            Option(
                f"pictures of the class {true} that the network calls {called}",
                "In a cell the row is the true class and the column the answer.",
                right=True,
            ),
            Option(
                f"pictures of the class {called} that the network calls {true}",
                "You have read rows and columns the other way round.",
            ),
            Option(
                f"all pictures in which {true} and {called} are mixed up, both ways",
                f"A cell counts one way only. The other way stands in the row {called} and the "
                f"column {true}.",
            ),
            Option(
                f"pictures that show both, {true} and {called}",
                "Every picture has one true class and gets one answer.",
            ),
        ),
    )


def _across_the_groups(matrix, mistakes):
    total = int(mistakes.sum())
    across = int(mistakes[_VEHICLES][:, ~_VEHICLES].sum())
    across += int(mistakes[~_VEHICLES][:, _VEHICLES].sum())
    misread = {
        total - across: "So many stay within the animals or within the vehicles.",
        round(total * 48 / 90): "So many it would be if mistakes fell on all wrong classes "
        "alike: 48 of the 90 cells beside the diagonal lie across the groups.",
        int(np.trace(matrix)): "So many are right; they lie on the diagonal.",
        total: "These are all mistakes, those within the groups as well.",
    }
    wrong = [
        Option(f"{count:,}", because)
        for count, because in misread.items()
        if count != across
    ]
    right = Option(
        f"{across:,}",
        "Mistakes across the groups lie in two blocks: animals called vehicles, and vehicles "
        "called animals.",
        right=True,
    )
    return Question(
        f"There are {total:,} mistakes. How many take an animal for a vehicle, or a vehicle for "
        "an animal?",
        (*wrong[:2], right, *wrong[2:3]),
    )


def _what_accuracy_told(accuracy):
    return Question(
        f"What did the accuracy of {accuracy:.3f} alone tell you about this matrix?",
        (
            Option(
                "which classes are mixed up",
                "An accuracy has no classes in it. For that you need the matrix.",
            ),
            Option(
                "how many mistakes it holds, but not where",
                "The diagonal over the total is the accuracy; the cells beside it can share the "
                "rest in many ways.",
                right=True,
            ),
            Option(
                "that every class is right with this share",
                "Only on average. Compare two numbers on the diagonal.",
            ),
            Option(
                "nothing, since it comes from other pictures",
                "Both come from the same two arrays, `val_classes` and `val_predicted`.",
            ),
        ),
    )


def compare_precision(found, matrix):
    """See that a number is the precision of cat, or raise a ``Mistake``."""
    precision, recall, _ = _scores(matrix)
    if np.isclose(found, precision):
        return
    if np.isclose(found, recall):
        raise Mistake(
            "`cat_precision` is the share of cats that are found: you divide by the row. The "
            "pictures *called* cat stand in another direction."
        )
    _compare_divisor(found, "cat_precision", matrix)
    raise Mistake(
        f"`cat_precision` is {found:.3f}. How many pictures does the network call cat? Add them "
        "up, and divide by that."
    )


def compare_recall(found, matrix):
    """See that a number is the recall of cat, or raise a ``Mistake``."""
    precision, recall, _ = _scores(matrix)
    if np.isclose(found, recall):
        return
    if np.isclose(found, precision):
        raise Mistake(
            "`cat_recall` is the same as the precision: you divide by the column both times. "
            "Where do all the *true* cats stand?"
        )
    _compare_divisor(found, "cat_recall", matrix)
    raise Mistake(
        f"`cat_recall` is {found:.3f}. How many cats are there, found or not? Add them up, and "
        "divide by that."
    )


def _compare_divisor(found, name, matrix):
    right = matrix[_CAT, _CAT]
    if np.isclose(found, right / matrix.sum()):
        raise Mistake(f"`{name}` is a share of all pictures; only those of one line count.")
    if np.isclose(found, right / np.trace(matrix)):
        raise Mistake(f"`{name}` is a share of all right answers, of every class.")
    if np.isclose(found, 1):
        raise Mistake(f"`{name}` is 1: you divide the right ones by themselves.")


def compare_f1(found, matrix):
    """See that a number is the F1 score of cat, or raise a ``Mistake``."""
    precision, recall, f1 = _scores(matrix)
    if np.isclose(found, f1):
        return
    for mean, value in {
        "the plain mean": (precision + recall) / 2,
        "the geometric mean": np.sqrt(precision * recall),
        "the product": precision * recall,
    }.items():
        if np.isclose(found, value):
            raise Mistake(
                f"`cat_f1` is {mean} of precision and recall. F1 is the harmonic mean."
            )
    if np.isclose(found, f1 / 2):
        raise Mistake(
            "`cat_f1` is half of what it should be: the 2 of the formula is missing."
        )
    if np.isclose(found, 2 * recall + recall):
        raise Mistake(
            "`cat_f1` divides by the precision only and adds the recall afterwards: the lower "
            "half of the fraction needs parentheses."
        )
    raise Mistake(f"`cat_f1` is {found:.3f}, but the formula gives another number.")


def _scores(matrix):
    right = matrix[_CAT, _CAT]
    precision, recall = right / matrix[:, _CAT].sum(), right / matrix[_CAT].sum()
    return precision, recall, 2 * precision * recall / (precision + recall)
