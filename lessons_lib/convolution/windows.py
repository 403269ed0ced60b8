"""Where a window stops on a picture: sizes, padding, receptive fields."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def output_size(n, kernel_size, padding, stride):
    """Count the positions of a window along one side of a picture.

    Parameters
    ----------
    n : int
        Pixels of that side.
    kernel_size : int
        Pixels of the window along that side.
    padding : {"valid", "same"} or int
        As Keras means it, or the number of zeros on *each* side, as in the
        formula of episode 3.
    stride : int

    Returns
    -------
    int
        With "same" it is ``n / stride``, rounded up, whatever the window.

    Raises
    ------
    ValueError
        If a number is too small, the padding unknown, or the window larger
        than the padded side.

    Examples
    --------
    >>> output_size(32, 3, "valid", 1), output_size(32, 3, "same", 2)
    (30, 16)
    """
    before, after = zeros_around(n, kernel_size, padding, stride)
    if before + n + after < kernel_size:
        raise ValueError(
            f"A window of {kernel_size} pixels does not fit into a side of "
            f"{before + n + after}."
        )
    return (before + n + after - kernel_size) // stride + 1


def zeros_around(n, kernel_size, padding, stride):
    """Count the zeros that padding puts before and after one side of a picture.

    Parameters
    ----------
    n, kernel_size, padding, stride
        As for :func:`output_size`.

    Returns
    -------
    before, after : int
        With "same" as few as are needed; an odd one goes after.

    Raises
    ------
    ValueError
        If a number is too small or the padding unknown.
    """
    for name, number in {"side": n, "window": kernel_size, "stride": stride}.items():
        if number < 1:
            raise ValueError(f"The {name} has at least 1 pixel, not {number}.")
    if padding == "valid":
        return 0, 0
    if padding == "same":
        stops = -(-n // stride)
        missing = max((stops - 1) * stride + kernel_size - n, 0)
        return missing // 2, missing - missing // 2
    if isinstance(padding, int | np.integer) and padding >= 0:
        return padding, padding
    raise ValueError(f'padding is "valid", "same" or a number of zeros, not {padding!r}.')


def windows_of(images, window, strides, padding, fill=0):
    """Give every window of a batch of pictures that a layer stops at.

    Parameters
    ----------
    images : numpy.ndarray, shape (n, height, width, channels)
    window, strides : int or pair of int
        Height and width; one number stands for both.
    padding : {"valid", "same"}
    fill : number, default 0
        What the padding consists of.

    Returns
    -------
    numpy.ndarray, shape (n, rows, columns, channels, window height, window width)
        A view where nothing had to be padded: no number is copied.

    Raises
    ------
    ValueError
        If the pictures don't have four axes, or no window fits.
    """
    if images.ndim != 4:
        raise ValueError(
            "A layer takes pictures with the axes (number, height, width, channels), not an "
            f"array of shape {images.shape}."
        )
    if padding not in ("valid", "same"):
        raise ValueError(f'The padding of a layer is "valid" or "same", not {padding!r}.')
    window, strides = pair(window), pair(strides)
    sides = list(zip(images.shape[1:3], window, strides, strict=True))
    for side, length, stride in sides:
        output_size(side, length, padding, stride)  # says so where none fits
    frame = [zeros_around(side, length, padding, stride) for side, length, stride in sides]
    if any(map(any, frame)):
        images = np.pad(images, [(0, 0), *frame, (0, 0)], constant_values=fill)
    every = sliding_window_view(images, window, axis=(1, 2))
    return every[:, :: strides[0], :: strides[1]]


def pair(number):
    """Give a height and a width where one number may stand for both.

    Parameters
    ----------
    number : int or sequence of two int

    Returns
    -------
    tuple of (int, int)

    Raises
    ------
    ValueError
        If it is neither.
    """
    both = np.broadcast_to(number, 2) if np.ndim(number) == 0 else np.asarray(number)
    if both.shape != (2,) or both.dtype.kind not in "iu":
        raise ValueError(
            f"Windows and strides are one whole number or two, not {number!r}."
        )
    return int(both[0]), int(both[1])


def receptive_fields(layers):
    """Compute how many pixels across a value behind each layer of a stack depends on.

    Notebook 11 writes this function out.

    Parameters
    ----------
    layers : sequence of (int, int)
        Window and stride of each convolution or pooling, from the input on.

    Returns
    -------
    list of int
        Side of the receptive field behind each layer, in pixels of the input.

    Examples
    --------
    Three convolutions of 3 pixels see as far as one of 7:

    >>> receptive_fields([(3, 1), (3, 1), (3, 1)])
    [3, 5, 7]
    """
    field, step = 1, 1
    fields = []
    for window, stride in layers:
        # a window of w values reaches over w - 1 steps, each as long as all strides before
        field += (window - 1) * step
        step *= stride
        fields.append(field)
    return fields
