"""Pooling in NumPy: one number for each window of each feature map."""

import numpy as np

from lessons_lib.convolution.windows import windows_of

_WINDOW = (4, 5)


def max_pool(maps, pool_size=2, strides=None, padding="valid"):
    """Keep the largest number of each window, like ``keras.layers.MaxPooling2D``.

    Parameters
    ----------
    maps : array_like, shape (n, height, width, channels)
    pool_size : int or pair of int, default 2
    strides : int or pair of int, optional
        As large as the window if not given: then windows don't overlap.
    padding : {"valid", "same"}
        "valid" leaves out what does not fill a window; "same" makes windows
        there, and only real numbers count in them.

    Returns
    -------
    numpy.ndarray, shape (n, rows, columns, channels)

    Raises
    ------
    ValueError
        If the maps don't have four axes, or no window fits into them.
    """
    maps = np.asarray(maps)
    # smaller than every number, so that padding never wins
    lowest = -np.inf if maps.dtype.kind == "f" else np.iinfo(maps.dtype).min
    return _windows(maps, pool_size, strides, padding, lowest).max(axis=_WINDOW)


def sum_pool(maps, pool_size=2, strides=None, padding="valid"):
    """Add up the numbers of each window; Keras has no such layer.

    Parameters
    ----------
    maps, pool_size, strides, padding
        As for :func:`max_pool`.

    Returns
    -------
    numpy.ndarray, shape (n, rows, columns, channels)

    Raises
    ------
    ValueError
        As for :func:`max_pool`.
    """
    return _windows(np.asarray(maps), pool_size, strides, padding, 0).sum(axis=_WINDOW)


def average_pool(maps, pool_size=2, strides=None, padding="valid"):
    """Keep the mean of each window, like ``keras.layers.AveragePooling2D``.

    Parameters
    ----------
    maps, pool_size, strides, padding
        As for :func:`max_pool`.

    Returns
    -------
    numpy.ndarray, shape (n, rows, columns, channels)

    Raises
    ------
    ValueError
        As for :func:`max_pool`.
    """
    maps = np.asarray(maps)
    sums = sum_pool(maps, pool_size, strides, padding)
    # one picture of ones tells how many real numbers each window holds
    ones = np.ones((1, *maps.shape[1:]), sums.dtype)
    return sums / sum_pool(ones, pool_size, strides, padding)


def _windows(maps, pool_size, strides, padding, fill):
    strides = pool_size if strides is None else strides
    return windows_of(maps, pool_size, strides, padding, fill)
