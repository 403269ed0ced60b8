"""Layers of a convolutional network in NumPy, with the shapes that Keras uses."""

import numpy as np

from lessons_lib.convolution.windows import windows_of


def conv2d(images, kernels, biases, strides=1, padding="valid"):
    """Compute what ``keras.layers.Conv2D`` computes, without an activation function.

    Parameters
    ----------
    images : array_like, shape (n, height, width, channels)
    kernels : array_like, shape (kernel height, kernel width, channels, filters)
        The first array of the layer's ``get_weights()``.
    biases : array_like, shape (filters,)
        The second one.
    strides : int or pair of int, default 1
    padding : {"valid", "same"}
        "same" puts zeros around the pictures, as few as are needed, and an odd
        one below or to the right.

    Returns
    -------
    numpy.ndarray, shape (n, rows, columns, filters)
        float32 if all inputs are.

    Raises
    ------
    ValueError
        If shapes don't fit together, or no window fits into the pictures.
    """
    images, kernels, biases = map(np.asarray, (images, kernels, biases))
    if kernels.ndim != 4:
        raise ValueError(
            "Kernels have the axes (height, width, channels, filters), not the shape "
            f"{kernels.shape}."
        )
    height, width, channels, filters = kernels.shape
    if images.ndim == 4 and images.shape[3] != channels:
        raise ValueError(
            f"Pictures of {images.shape[3]} channels don't fit kernels for {channels}."
        )
    if biases.shape != (filters,):
        raise ValueError(
            f"{filters} filters have as many biases, not an array of shape {biases.shape}."
        )
    windows = windows_of(images, (height, width), strides, padding)
    # multiply pair by pair and add up, over the window and the channels
    return np.tensordot(windows, kernels, axes=((4, 5, 3), (0, 1, 2))) + biases


def relu(values):
    """Keep positive numbers and replace negative ones by zero.

    Parameters
    ----------
    values : array_like

    Returns
    -------
    numpy.ndarray
        Of the same shape.
    """
    return np.maximum(values, 0)


def leaky_relu(values, slope):
    """Keep positive numbers and make negative ones smaller.

    Parameters
    ----------
    values : array_like, shape (..., channels)
    slope : float or array_like, shape (channels,)
        What negative numbers are multiplied by: one number for all (leaky
        ReLU), or one for each channel (as in parametric ReLU, which learns
        them).

    Returns
    -------
    numpy.ndarray
        Of the shape of ``values``.
    """
    return np.where(np.asarray(values) > 0, values, np.multiply(slope, values))


def flatten(maps):
    """Lay the numbers of each picture out in one row, like ``keras.layers.Flatten``.

    Parameters
    ----------
    maps : array_like, shape (n, ...)

    Returns
    -------
    numpy.ndarray, shape (n, numbers of one picture)
        Row by row, and at each place channel by channel.

    Raises
    ------
    ValueError
        If there is no axis that counts pictures.
    """
    maps = np.asarray(maps)
    if maps.ndim == 0:
        raise ValueError("One number has no axis that counts pictures.")
    return maps.reshape(len(maps), int(np.prod(maps.shape[1:])))


def dense(vectors, weights, biases):
    """Compute what ``keras.layers.Dense`` computes, without an activation function.

    Parameters
    ----------
    vectors : array_like, shape (n, inputs)
    weights : array_like, shape (inputs, units)
    biases : array_like, shape (units,)

    Returns
    -------
    numpy.ndarray, shape (n, units)

    Raises
    ------
    ValueError
        If shapes don't fit together.
    """
    vectors, weights, biases = map(np.asarray, (vectors, weights, biases))
    if vectors.ndim != 2 or weights.ndim != 2 or vectors.shape[1] != len(weights):
        raise ValueError(
            "A dense layer wants vectors of shape (n, inputs) and weights of shape "
            f"(inputs, units), not {vectors.shape} and {weights.shape}."
        )
    if biases.shape != (weights.shape[1],):
        raise ValueError(
            f"{weights.shape[1]} units have as many biases, not an array of shape "
            f"{biases.shape}."
        )
    return vectors @ weights + biases
