"""Checks of episode 5, first part: predictions and how good they are."""

import numpy as np

from lessons_lib.check import confusion
from lessons_lib.check.answer import Mistake
from lessons_lib.check.baselines import (
    class_means_in,
    compare_majority,
    compare_nearest,
    pictures_in,
)
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import made_in, number_in, share_in
from lessons_lib.check.predictions import class_numbers_in, compare_names, probabilities_in
from lessons_lib.check.quiz import Quiz
from lessons_lib.check.values import as_array, describe
from lessons_lib.evaluation import accuracy_interval

_COUNTS = (100, 1_000, 10_000)


@Check
def predict_class_names(answer):
    """Want ten probabilities a picture, the place of the largest, and its name."""
    probabilities = probabilities_in(answer)
    compare_names(answer, class_numbers_in(answer, probabilities))
    return (
        "Ten probabilities a picture, the place of the largest, and the name in that place."
    )


@Check
def test_set_size(answer):
    """Want standard error and interval for three numbers of pictures."""
    accuracy = share_in(answer, "val_accuracy")
    widths = _widths(answer)
    _compare_standard_error(number_in(answer, "standard_error"), accuracy, list(widths)[-1])
    _compare_widths(widths, accuracy)
    return "A hundred times as many pictures make the interval about a tenth as wide."


def _widths(answer):
    widths = answer["interval_widths"]
    if type(widths) is not dict:
        raise Mistake(
            f"`interval_widths` is {describe(widths)}; it should be a dictionary with a width "
            "for each number of pictures."
        )
    if not widths:
        raise Mistake(
            "`interval_widths` is empty: the loop has stopped in its first round. Read the last "
            "line of the error; in which order does `accuracy_interval` want its arguments?"
        )
    for count in _COUNTS:
        if count not in widths:
            raise Mistake(f"`interval_widths` has no width for {count:,} pictures.")
        array = as_array(widths[count])
        if array is None or array.shape != ():
            raise Mistake(
                f"The entry for {count:,} pictures is {describe(widths[count])}; a width is one "
                "number, the upper bound minus the lower one."
            )
    return widths


def _compare_standard_error(found, accuracy, count):
    if np.isclose(found, np.sqrt(accuracy * (1 - accuracy) / count), atol=1e-9):
        return
    if np.isclose(found, 0, atol=1e-9):
        raise Mistake(
            "`standard_error` is 0: without parentheses the multiplication comes first, and what "
            "is left is p − p."
        )
    for missing, factor in {"1 − p": accuracy, "p": 1 - accuracy}.items():
        if np.isclose(found, np.sqrt(factor / count), atol=1e-9):
            raise Mistake(
                f"`standard_error` is too large: the factor {missing} is missing under the root."
            )
    raise Mistake(
        f"After the last round `standard_error` is {found:.4g}, but for {count:,} pictures the "
        "formula gives another number. What stands above n under the root?"
    )


def _compare_widths(widths, accuracy):
    found = np.array([float(widths[count]) for count in _COUNTS])
    errors = np.sqrt(accuracy * (1 - accuracy) / np.array(_COUNTS))
    if np.allclose(found, _wilson_widths(accuracy), atol=1e-9):
        return
    if np.allclose(found, found[0]):
        raise Mistake(
            "Your interval is equally wide for every number of pictures. Hand over the number "
            "that belongs to this round of the loop."
        )
    if np.allclose(found, 4 * errors) or np.allclose(found, 2 * 1.96 * errors):
        raise Mistake(
            "Your interval is two standard errors to either side. That is close; take the better "
            "one, which `accuracy_interval` computes."
        )
    if np.allclose(found, np.diagonal([_wilson_widths(error) for error in errors])):
        raise Mistake(
            "You hand the standard error to `accuracy_interval`. It wants the accuracy, and "
            "finds the standard error itself."
        )
    raise Mistake(
        f"For 100 pictures your interval is {found[0]:.3f} wide, which is not that of "
        "`val_accuracy` on 100 pictures. What did you hand to `accuracy_interval`?"
    )


def _wilson_widths(accuracy):
    bounds = [accuracy_interval(accuracy, count) for count in _COUNTS]
    return [high - low for low, high in bounds]


@Check
def baseline(answer):
    """Want the accuracies of the most frequent class and of the nearest class mean."""
    small, val = pictures_in(answer, "small"), pictures_in(answer, "val")
    compare_majority(answer, small[1], val[1])
    compare_nearest(answer, class_means_in(answer, *small), small, val)
    return "Two cheap classifiers; one that is worth its training has to beat both."


@Quiz
def read_the_confusion_matrix(answer):
    """Ask what the numbers of the confusion matrix say."""
    return confusion.questions(_matrix(answer), share_in(answer, "val_accuracy"))


@Check
def precision_recall(answer):
    """Want precision, recall and F1 of cat."""
    matrix = _matrix(answer)
    confusion.compare_precision(share_in(answer, "cat_precision"), matrix)
    confusion.compare_recall(share_in(answer, "cat_recall"), matrix)
    confusion.compare_f1(number_in(answer, "cat_f1"), matrix)
    return "Precision is a share of the column, recall one of the row, and F1 is low if either is."


def _matrix(answer):
    return made_in(answer, "confusion", (10, 10))
