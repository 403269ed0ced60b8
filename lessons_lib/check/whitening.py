"""Check of the notebook on fast training: filters that whiten patches."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.values import as_array, describe


def _patches():
    """Make patches of brightness and a little color, so that all numbers are correlated."""
    random = np.random.default_rng(0)
    brightness = 0.5 + 0.2 * random.standard_normal((600, 1))
    color = 0.05 * np.tile(random.standard_normal((600, 3)), 4)
    return brightness + color + 0.02 * random.standard_normal((600, 12))


_PATCHES = _patches()
_MEAN = _PATCHES.mean(axis=0)
_COVARIANCE = np.cov(_PATCHES.T, bias=True)
_VARIANCES, _COMPONENTS = np.linalg.eigh(_COVARIANCE)


@Check
def whitening_filters(answer):
    """Want filters whose answers are uncorrelated and have variance 1, and the mean."""
    returned = answer.call("whitening_filters", _PATCHES.copy())
    if type(returned) is not tuple or len(returned) != 2:
        raise Mistake(
            f"`whitening_filters` returns {describe(returned)}; it should return the filters and "
            "the mean."
        )
    filters, mean = (as_array(part) for part in returned)
    _compare_mean(mean, returned[1])
    if filters is None or filters.ndim != 2 or filters.shape != (12, 12):
        _explain_shape(returned[0], filters)
    if not np.isfinite(filters).all():
        raise Mistake("Some of your filters hold numbers that are not finite.")
    whitened = (_PATCHES - mean) @ filters
    covariance = np.cov(whitened.T, bias=True)
    if not np.allclose(covariance, np.eye(12), atol=1e-3):
        _explain(filters, covariance)
    return "Whitened patches are uncorrelated, and each answer has variance 1."


def _compare_mean(mean, value):
    if mean is None:
        raise Mistake(f"The mean is {describe(value)}; it should be an array of numbers.")
    if mean.shape == (12,) and np.allclose(mean, _MEAN, atol=1e-6):
        return
    if mean.ndim == 0 and np.isclose(mean, _PATCHES.mean()):
        raise Mistake(
            "Your mean is one number for everything. Each of the numbers of a patch has a mean "
            "of its own: average over the patches, which are the rows."
        )
    if mean.shape == (12,) and np.allclose(mean, np.median(_PATCHES, axis=0)):
        raise Mistake("That is the median of each number. Take the mean.")
    if not np.any(mean):
        raise Mistake(
            "Your mean is 0, so nothing is subtracted. Pixel values are not centered."
        )
    if mean.shape == (12,):
        raise Mistake("Your mean has a number for each column, but not their averages.")
    raise Mistake(
        f"Your mean has the shape {mean.shape}; it should hold the mean of each of the 12 "
        "numbers of a patch."
    )


def _explain_shape(value, filters):
    if filters is not None and filters.shape == _PATCHES.shape:
        raise Mistake(
            "You return the whitened patches. Return the filters, which turn any patches into "
            "whitened ones."
        )
    raise Mistake(
        f"Your filters are {describe(value)}; each of the 12 filters should have 12 numbers."
    )


def _explain(filters, covariance):
    deviations = np.sqrt(_VARIANCES)
    for wrong, reason in (
        (
            _COMPONENTS,
            "These are the components as they are. Their answers are uncorrelated, but their "
            "variances differ by far: divide.",
        ),
        (
            _COMPONENTS * deviations,
            "You have multiplied by the standard deviations, which makes strong answers "
            "stronger. Divide.",
        ),
        (
            _COMPONENTS / _VARIANCES,
            "You have divided by the variances. A standard deviation is the root of a variance.",
        ),
        (
            _COMPONENTS / deviations[:, None],
            "You have divided the rows. The components are the columns of the array.",
        ),
        (
            _COMPONENTS.T / deviations,
            "You have turned the array around: the components are its columns already.",
        ),
    ):
        if _same_up_to_signs(filters, wrong):
            raise Mistake(reason)
    off_diagonal = covariance - np.diag(np.diag(covariance))
    if np.abs(off_diagonal).max() > 1e-3 * np.abs(covariance).max():
        raise Mistake(
            "The answers of your filters are still correlated. Only scale the components: one "
            "number for each of them."
        )
    variances = np.diag(covariance)
    raise Mistake(
        "The answers of your filters are uncorrelated, but their variances go from "
        f"{variances.min():.3g} to {variances.max():.3g}; each should be 1."
    )


def _same_up_to_signs(filters, others):
    return np.allclose(np.abs(filters), np.abs(others), rtol=1e-3, atol=1e-6)
