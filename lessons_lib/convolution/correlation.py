"""Cross-correlation of one gray picture with one kernel: what a convolution computes."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def cross_correlate(picture, kernel, stride=1, padding=0):
    """Slide a kernel over a gray picture; at each stop multiply pair by pair and add up.

    Notebook 11 writes this function out; later notebooks import it.

    Parameters
    ----------
    picture : array_like, shape (height, width)
        Numbers of any kind.
    kernel : array_like, shape (kernel height, kernel width)
        It is not turned. For the convolution of mathematics give it turned by
        180 degrees, ``kernel[::-1, ::-1]``.
    stride : int, default 1
        Pixels from one stop to the next, at least 1, in both directions.
    padding : int, default 0
        Zeros put around the picture, on each of its four sides.

    Returns
    -------
    numpy.ndarray, shape (rows, columns)
        ``(height + 2 * padding - kernel height) // stride + 1`` rows, columns
        likewise. NumPy chooses the type: whole numbers stay whole, 64-bit
        floats stay 64-bit.

    Raises
    ------
    ValueError
        If picture or kernel does not have two axes, or if the kernel is larger
        than the picture with its frame of zeros.

    Notes
    -----
    If both arrays hold whole numbers of 8 bits, products above 255 overflow, as
    always in NumPy: give one of them a wider type.

    Examples
    --------
    >>> cross_correlate([[1, 2, 3], [4, 5, 6]], [[-1, 1]])
    array([[1, 1],
           [1, 1]])
    """
    picture, kernel = np.asarray(picture), np.asarray(kernel)
    if picture.ndim != 2 or kernel.ndim != 2:
        raise ValueError(
            "A gray picture and its kernel have two axes each, not "
            f"{picture.ndim} and {kernel.ndim}."
        )
    # a frame of zeros, all windows that fit, and of those every stride-th
    padded = np.pad(picture, padding)
    windows = sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    # number by number, not the matrix product
    return np.sum(windows * kernel, axis=(2, 3))
