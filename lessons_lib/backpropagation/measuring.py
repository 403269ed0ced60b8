"""Gradients found by trying, to check those found by the chain rule."""

import numpy as np


def numerical_gradient(loss, array, step=1e-5):
    """Measure a gradient by central differences: change one number at a time.

    Notebook 13 writes this function out.

    Parameters
    ----------
    loss : callable
        Takes an array like ``array`` and returns one number.
    array : numpy.ndarray of float64
        Where the gradient is wanted; it is not changed.
    step : float, default 1e-5
        How far each number is moved, up and down. In float64 about 1e-5 is a
        good choice: a larger step is coarser, a smaller one drowns in rounding.

    Returns
    -------
    numpy.ndarray
        Of the shape and type of ``array``.

    Examples
    --------
    >>> numerical_gradient(lambda x: np.sum(x**2), np.array([1.0, -3.0])).round(6)
    array([ 2., -6.])
    """
    gradient = np.zeros_like(array)
    for place in np.ndindex(array.shape):
        # move one number, leave all others alone
        nudge = np.zeros_like(array)
        nudge[place] = step
        # the slope between a point above and a point below
        gradient[place] = (loss(array + nudge) - loss(array - nudge)) / (2 * step)
    return gradient


def relative_error(found, expected):
    """Compare two arrays: the largest difference, measured by the largest number.

    Notebook 13 writes this function out.

    Parameters
    ----------
    found, expected : numpy.ndarray
        Of the same shape.

    Returns
    -------
    float
        0 if they are equal. It is nan where ``expected`` consists of zeros.

    Examples
    --------
    >>> relative_error(np.array([1.0, 100.1]), np.array([1.0, 100.0])).round(4)
    np.float64(0.001)
    """
    return np.max(np.abs(found - expected)) / np.max(np.abs(expected))
