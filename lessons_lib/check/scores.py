"""Check of notebook 12: two scores of a table of probabilities."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import call_function
from lessons_lib.check.values import as_array, describe

# The table of the two networks, and one of three classes, where more mistakes differ.
_TABLE = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
_NETWORK_1 = np.array([[0.9, 0.1], [0.1, 0.9], [0.4, 0.6]])
_CLASSES = np.eye(3)[[0, 1, 1, 2]]
_SHARES = np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.5, 0.25, 0.25], [0.4, 0.2, 0.4]])
_SOFT = np.array([[0.7, 0.3], [0.2, 0.8]])


@Check
def two_networks(answer):
    """Want the Brier score and the cross-entropy, each a sum over classes, then a mean."""
    with np.errstate(all="ignore"):
        _compare_score(answer, "brier_score", _BRIER)
        _compare_score(answer, "cross_entropy", _ENTROPY)
        _compare_soft_labels(answer)
    return "A sum over the classes and a mean over the pictures, for both scores."


def _score(answer, name, labels, probabilities):
    result = call_function(answer, name, labels.copy(), probabilities.copy())
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
