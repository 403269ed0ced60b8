"""Questions about the confusion matrix of the digits, where classes differ in size."""

import numpy as np

from lessons_lib.check.lookups import made_in
from lessons_lib.check.quiz import Option, Question, Quiz


@Quiz
def read_the_digits(answer):
    """Ask for the digit that is found worst, for the sums of rows, and for one cell."""
    matrix = made_in(answer, "confusion", (10, 10))
    return [_found_worst(matrix), _sums_of_rows(matrix), _one_cell(matrix)]


def _found_worst(matrix):
    pictures, found = matrix.sum(axis=1), np.diag(matrix)
    recall = found / pictures
    worst = recall.argmin()
    others = [digit for digit in np.argsort(-recall) if digit != worst]
    best, second = others[0], others[-1]
    return Question(
        "Which digit does the baseline find worst, as a share of its pictures?",
        (
            Option(
                f"{best}",
                f"Of the pictures of {best}, {found[best]:,} of {pictures[best]:,} are found. That "
                "is the highest share of all.",
            ),
            Option(
                f"{worst}",
                "The share is the diagonal divided by the sum of the row, the recall.",
                right=True,
            ),
            Option(
                f"{second}",
                f"{found[second]:,} of {pictures[second]:,} are found. It is among the hard ones, "
                "but one digit has a smaller share yet.",
            ),
            Option(
                "that can't be told, since the digits are not equally frequent",
                "It can: a share does not depend on how many pictures there are.",
            ),
        ),
    )


def _sums_of_rows(matrix):
    pictures = matrix.sum(axis=1)
    most, least = pictures.argmax(), pictures.argmin()
    return Question(
        f"The row of {most} adds up to {pictures[most]:,}, that of {least} to {pictures[least]:,}. "
        "What does that say about the network?",
        (
            Option(
                f"it prefers the answer {most}",
                "What it answers stands in the columns. Their sums would show a preference.",
            ),
            Option(
                f"it is better at {most} than at {least}",
                "A sum holds right and wrong answers alike. Divide the diagonal by it.",
            ),
            Option(
                "nothing: the sums are the pictures of each digit",
                "The network has no say in how many pictures of a digit there are.",
                right=True,
            ),
        ),
    )


def _one_cell(matrix):
    return Question(
        f"The cell in the row 4 and the column 9 holds {matrix[4, 9]:,}. What does it count?",
        (
            Option(
                "fours that the network calls nines",
                "The row is the true digit, the column the answer.",
                right=True,
            ),
            Option(
                "nines that the network calls fours",
                "You have read the axes the other way round.",
            ),
            Option(
                "all mistakes between fours and nines",
                "These are one way only; the other way stands in the row 9 and the column 4.",
            ),
        ),
    )
