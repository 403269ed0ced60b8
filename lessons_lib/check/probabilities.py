"""Check of notebook 12: a softmax that does not overflow."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import call_function
from lessons_lib.check.values import as_array, describe
from lessons_lib.softmax import softmax

_ROW = np.array([2.0, 1.0, -1.0])
_HUGE = np.array([[1000.0, 1001.0, 999.0], [-1000.0, -1001.0, -1002.0]])
_FAR_APART = np.array([0.0, 2000.0, 1000.0])


@Check
def stable_softmax(answer):
    """Want a softmax for rows of any size that leaves what it is given alone."""
    with np.errstate(all="ignore"):
        _compare_row(_shares(answer, _ROW))
        batch = np.stack([_ROW, [0.0, 3.0, 1.0]])
        _compare_batch(_shares(answer, batch), batch)
        _compare_huge(_shares(answer, _HUGE))
        if not np.allclose(_shares(answer, _FAR_APART), [0, 1, 0]):
            raise Mistake(
                "For the logits 0, 2000 and 1000 your shares are no longer 0, 1 and 0. Whatever "
                "you take off, the largest number left must not be above 0."
            )
    return "The largest logit becomes 0, so no power is above 1, in each row by itself."


def _shares(answer, logits):
    given = logits.copy()
    try:
        result = call_function(answer, "softmax", given)
    except Mistake as mistake:
        if logits.ndim > 1 and "broadcast" in str(mistake):
            raise Mistake(
                "Your `softmax` works for one row and stops for a batch of two: maximum and sum of "
                "each row have to stay a column, which `keepdims=True` does."
            ) from mistake
        raise
    if not np.array_equal(given, logits):
        raise Mistake(
            "Your `softmax` changes the logits that it is given. Keep what you compute in a new "
            "array: `-=` and `/=` write into the old one."
        )
    shares = as_array(result)
    if shares is None or shares.dtype == bool:
        raise Mistake(f"Your `softmax` returns {describe(result)}, not an array of shares.")
    if shares.shape != logits.shape:
        raise Mistake(
            f"For logits of shape {logits.shape} your `softmax` returns {describe(result)}. "
            "There is one share for each logit."
        )
    return shares


def _compare_row(shares):
    right, powers = softmax(_ROW), np.exp(_ROW)
    if np.allclose(shares, right):
        return
    known = (
        (powers, "the powers of the logits. Divide them by their sum."),
        (powers / powers.max(), "the powers, the largest of them 1. Divide by their sum."),
        (_ROW / _ROW.sum(), "shares of the logits themselves. Where is the exponential?"),
        (np.log(right), "the logarithms of the shares, all of them negative."),
        (softmax(-_ROW), "the shares in the opposite order: check the sign of the shift."),
        (
            (powers / powers.max()) / _ROW.sum(),
            "powers divided by the sum of the logits. Divide by the sum of the powers.",
        ),
        (_ROW - _ROW.max(), "the shifted logits. Raise e to their power."),
        (right * 3, "three times too large: divide by the sum, not by the mean."),
    )
    for numbers, reason in known:
        if np.allclose(shares, numbers):
            raise Mistake(f"For the logits 2, 1 and -1 your `softmax` gives {reason}")
    raise Mistake(
        f"For the logits 2, 1 and -1 your shares are {_numbers(shares)}, and they should be "
        f"{_numbers(right)}."
    )


def _numbers(values):
    return ", ".join(f"{value:.3f}" for value in values)


def _compare_batch(shares, batch):
    if np.allclose(shares, softmax(batch)):
        return
    if np.allclose(shares.sum(axis=0), 1):
        raise Mistake(
            "In a batch of two rows your shares add up to 1 in each column. A row is a picture: "
            "take maximum and sum along the last axis."
        )
    if np.isclose(shares.sum(), 1):
        raise Mistake(
            "In a batch of two rows all your shares together add up to 1. Each row should: give "
            "the sum an axis."
        )
    raise Mistake(
        f"In a batch of two rows your shares add up to {_numbers(shares.sum(axis=-1))}. One row "
        "must not change the other: keep maximum and sum of each row apart."
    )


def _compare_huge(shares):
    if np.allclose(shares, softmax(_HUGE)):
        return
    if not np.all(np.isfinite(shares[0])):
        raise Mistake(
            "For the logits 1000, 1001 and 999 your `softmax` gives nan: their powers are too "
            "large for a number. Shift the row before you raise e to its power."
        )
    if not np.all(np.isfinite(shares[1])):
        raise Mistake(
            "A row of logits around -1000 becomes nan, because another row of the batch holds "
            "1001: you take off the largest of all rows. Take off the largest of each."
        )
    raise Mistake(
        f"For the logits 1000, 1001 and 999 your shares are {_numbers(shares[0])}, but those of "
        f"0, 1 and -1 are {_numbers(softmax(_HUGE)[0])}. Take the same number off each logit, and "
        "cut none of them."
    )
