"""Checks of notebook 12: a softmax that does not overflow, and two scores of a table."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.values import as_array, describe

_ROW = np.array([2.0, 1.0, -1.0])
_HUGE = np.array([[1000.0, 1001.0, 999.0], [-1000.0, -1001.0, -1002.0]])
_FAR_APART = np.array([0.0, 2000.0, 1000.0])

# The table of the two networks, and one of three classes, where more mistakes differ.
_TABLE = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
_NETWORK_1 = np.array([[0.9, 0.1], [0.1, 0.9], [0.4, 0.6]])
_CLASSES = np.eye(3)[[0, 1, 1, 2]]
_SHARES = np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.5, 0.25, 0.25], [0.4, 0.2, 0.4]])
_SOFT = np.array([[0.7, 0.3], [0.2, 0.8]])


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
    result = answer.call("softmax", given)
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


def _right(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _compare_row(shares):
    right, powers = _right(_ROW), np.exp(_ROW)
    if np.allclose(shares, right):
        return
    known = (
        (powers, "the powers of the logits. Divide them by their sum."),
        (powers / powers.max(), "the powers, the largest of them 1. Divide by their sum."),
        (_ROW / _ROW.sum(), "shares of the logits themselves. Where is the exponential?"),
        (np.log(right), "the logarithms of the shares, all of them negative."),
        (_right(-_ROW), "the shares in the opposite order: check the sign of the shift."),
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
    if np.allclose(shares, _right(batch)):
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
    if np.allclose(shares, _right(_HUGE)):
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
        f"0, 1 and -1 are {_numbers(_right(_HUGE)[0])}. Take the same number off each logit, and "
        "cut none of them."
    )


@Check
def two_networks(answer):
    """Want the Brier score and the cross-entropy, each a sum over classes, then a mean."""
    with np.errstate(all="ignore"):
        _compare_score(answer, "brier_score", _BRIER)
        _compare_score(answer, "cross_entropy", _ENTROPY)
        _compare_soft_labels(answer)
    return "A sum over the classes and a mean over the pictures, for both scores."


def _score(answer, name, labels, probabilities):
    result = answer.call(name, labels.copy(), probabilities.copy())
    score = as_array(result)
    if score is not None and score.shape == (len(labels),):
        raise Mistake(
            f"`{name}` returns {describe(result)}, a number for each picture. Take their mean."
        )
    if score is None or score.ndim or score.dtype == bool:
        raise Mistake(f"`{name}` returns {describe(result)}; a score is one number.")
    return float(score)


def _compare_score(answer, name, formulas):
    found = _score(answer, name, _CLASSES, _SHARES)
    shown = _score(answer, name, _TABLE, _NETWORK_1)
    right, *slips = formulas
    if np.isclose(found, right(_CLASSES, _SHARES)) and np.isclose(
        shown, right(_TABLE, _NETWORK_1)
    ):
        return
    for slip, reason in slips:
        if np.isclose(found, slip(_CLASSES, _SHARES)):
            raise Mistake(f"For network 1 your `{name}` is {shown:.3f}: {reason}")
    raise Mistake(
        f"For network 1 your `{name}` is {shown:.3f}, and it should be "
        f"{right(_TABLE, _NETWORK_1):.3f}."
    )


def _true(labels, shares):
    return (labels * shares).sum(axis=-1)


_BRIER = (
    lambda y, p: ((p - y) ** 2).sum(axis=-1).mean(),
    (
        lambda y, p: ((p - y) ** 2).mean(),
        "a mean over all outputs. Add up the classes of a picture.",
    ),
    (
        lambda y, p: ((p - y) ** 2).sum(),
        "a sum over everything. Over the pictures it is a mean.",
    ),
    (
        lambda y, p: ((p - y) ** 2).sum(axis=0).mean(),
        "a sum over the pictures and a mean over the classes: the axes are swapped.",
    ),
    (
        lambda y, p: ((1 - _true(y, p)) ** 2).mean(),
        "the square of the true class alone. All classes count.",
    ),
    (lambda y, p: abs(p - y).sum(axis=-1).mean(), "absolute differences. Square them."),
    (lambda y, p: (p - y).sum(axis=-1).mean(), "the differences cancel out. Square them."),
    (
        lambda y, p: np.sqrt(((p - y) ** 2).sum(axis=-1)).mean(),
        "a mean of square roots. The score has no root.",
    ),
)
_ENTROPY = (
    lambda y, p: -np.log(_true(y, p)).mean(),
    (
        lambda y, p: -np.log(_true(y, p)).sum(),
        "a sum over the pictures. Take their mean.",
    ),
    (
        lambda y, p: (-y * np.log(p)).mean(),
        "a mean over all products, those with a label of 0 as well. Add up the classes.",
    ),
    (lambda y, p: np.log(_true(y, p)).mean(), "negative. Where is the minus?"),
    (
        lambda y, p: -_true(y, p).mean(),
        "minus the mean probability of the true class. Where is the logarithm?",
    ),
    (
        lambda y, p: -np.log(_true(y, p).mean()),
        "the logarithm of a mean. Take the logarithms first.",
    ),
    (
        lambda y, p: -np.log(p).sum(axis=-1).mean(),
        "the logarithms of all classes, the wrong ones too. Multiply by the labels.",
    ),
    (
        lambda y, p: -np.log2(_true(y, p)).mean(),
        "in bits. The natural logarithm gives nats.",
    ),
)


def _compare_soft_labels(answer):
    found = _score(answer, "cross_entropy", _SOFT, _SOFT)
    if not np.isclose(found, -(_SOFT * np.log(_SOFT)).sum(axis=-1).mean()):
        raise Mistake(
            "For one-hot rows your `cross_entropy` is right, but not for labels such as 0.7 and "
            "0.3, which later cells use. Each logarithm counts as much as its label says."
        )
