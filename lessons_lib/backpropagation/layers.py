"""Back through the layers of a network, with the shapes that Keras uses.

Each function takes the gradient of the loss with respect to the layer's output
and gives the one with respect to its inputs or its weights. Without padding:
pad the pictures yourself, and cut the frame off the gradient.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from lessons_lib.convolution import conv2d, max_pool
from lessons_lib.softmax import log_softmax


def spread_gradient(output_gradient, stride, places):
    """Put zeros where a window with a stride did not stop.

    Notebook 13 writes this function out.

    Parameters
    ----------
    output_gradient : numpy.ndarray, shape (n, rows, columns, filters)
        Derivative of the loss with respect to each number of the output.
    stride : int
        Of the convolution, in both directions.
    places : tuple of (int, int)
        Rows and columns of the output that a stride of one would have had.

    Returns
    -------
    numpy.ndarray, shape (n, rows of places, columns of places, filters)

    Raises
    ------
    ValueError
        If so many rows and columns don't come from this stride.
    """
    n, _, _, filters = output_gradient.shape
    spread = np.zeros((n, *places, filters), output_gradient.dtype)
    spread[:, ::stride, ::stride] = output_gradient
    return spread


def conv2d_filter_gradient(images, output_gradient, kernel_size, stride=1):
    """Give the gradient of the loss with respect to the filters of a convolution.

    Notebook 13 writes this function out. The gradient with respect to the biases
    is ``output_gradient.sum(axis=(0, 1, 2))``.

    Parameters
    ----------
    images : numpy.ndarray, shape (n, height, width, channels)
        What went into the layer.
    output_gradient : numpy.ndarray, shape (n, rows, columns, filters)
        Derivative of the loss with respect to each number of the output.
    kernel_size : tuple of (int, int)
        Height and width of the window.
    stride : int, default 1

    Returns
    -------
    numpy.ndarray, shape (kernel height, kernel width, channels, filters)
        Summed over the pictures. float32 if both inputs are.

    Raises
    ------
    ValueError
        If shapes and stride don't fit together.
    """
    places = images.shape[1] - kernel_size[0] + 1, images.shape[2] - kernel_size[1] + 1
    spread = spread_gradient(output_gradient, stride, places)
    # all pixels that each weight has met
    met = sliding_window_view(images, places, axis=(1, 2))
    # multiply pair by pair and add up, over the pictures and the places
    return np.tensordot(met, spread, axes=((0, 4, 5), (0, 1, 2)))


def conv2d_input_gradient(kernels, output_gradient, image_size, stride=1):
    """Give the gradient of the loss with respect to the input of a convolution.

    Notebook 13 writes this function out.

    Parameters
    ----------
    kernels : numpy.ndarray, shape (kernel height, kernel width, channels, filters)
    output_gradient : numpy.ndarray, shape (n, rows, columns, filters)
        Derivative of the loss with respect to each number of the output.
    image_size : tuple of (int, int)
        Height and width of what went into the layer.
    stride : int, default 1

    Returns
    -------
    numpy.ndarray, shape (n, height, width, channels)
        float32 if both inputs are.

    Raises
    ------
    ValueError
        If shapes and stride don't fit together.
    """
    height, width, channels, _ = kernels.shape
    places = image_size[0] - height + 1, image_size[1] - width + 1
    spread = spread_gradient(output_gradient, stride, places)
    # a frame of zeros around each map
    frame = [(0, 0), (height - 1, height - 1), (width - 1, width - 1), (0, 0)]
    padded = np.pad(spread, frame)
    # every kernel turned by 180 degrees; what was an input channel is an output now
    turned = kernels[::-1, ::-1].swapaxes(2, 3)
    return conv2d(padded, turned, np.zeros(channels, kernels.dtype))


def relu_gradient(values, output_gradient):
    """Give the gradient of the loss with respect to the input of ReLU.

    Notebook 13 writes this function out.

    Parameters
    ----------
    values : numpy.ndarray
        What went into ReLU. At exactly 0, where ReLU has no slope, 0 is taken.
    output_gradient : numpy.ndarray
        Of the same shape.

    Returns
    -------
    numpy.ndarray
        Of the same shape.
    """
    return output_gradient * (values > 0)


def max_pool_gradient(maps, output_gradient, size=2):
    """Give the gradient of the loss with respect to the input of max pooling.

    Notebook 13 writes this function out.

    Parameters
    ----------
    maps : numpy.ndarray, shape (n, height, width, channels)
        What went into the pooling.
    output_gradient : numpy.ndarray, shape (n, rows, columns, channels)
        Derivative of the loss with respect to each number of the output.
    size : int, default 2
        Side of the window, and its stride: windows don't overlap.

    Returns
    -------
    numpy.ndarray, shape (n, height, width, channels)
        Zero but at the largest number of each window; of several equal ones
        the first counts, row by row.

    Raises
    ------
    ValueError
        If ``output_gradient`` does not belong to such maps.
    """
    largest = max_pool(maps, size)
    rows, columns = size * largest.shape[1], size * largest.shape[2]

    gradient = np.zeros_like(maps)
    waiting = output_gradient
    for row, column in np.ndindex(size, size):
        # one place of every window at once
        place = np.s_[:, row:rows:size, column:columns:size]
        won = maps[place] == largest
        gradient[place] = waiting * won
        # what has found its place does not go to a second one
        waiting = waiting * ~won
    return gradient


def dense_gradients(vectors, weights, output_gradient):
    """Give the gradients of the loss with respect to a dense layer.

    Notebook 13 writes this function out.

    Parameters
    ----------
    vectors : numpy.ndarray, shape (n, inputs)
        What went into the layer.
    weights : numpy.ndarray, shape (inputs, units)
    output_gradient : numpy.ndarray, shape (n, units)
        Derivative of the loss with respect to each number of the output.

    Returns
    -------
    weights_gradient : numpy.ndarray, shape (inputs, units)
    biases_gradient : numpy.ndarray, shape (units,)
    vectors_gradient : numpy.ndarray, shape (n, inputs)
    """
    weights_gradient = vectors.T @ output_gradient
    biases_gradient = output_gradient.sum(axis=0)
    vectors_gradient = output_gradient @ weights.T
    return weights_gradient, biases_gradient, vectors_gradient


def softmax_cross_entropy(logits, labels):
    """Give the mean cross-entropy of softmax, and its gradient.

    Notebook 13 writes this function out.

    Parameters
    ----------
    logits : numpy.ndarray, shape (n, classes)
        Any numbers; large ones do not overflow.
    labels : numpy.ndarray, shape (n, classes)
        One-hot rows.

    Returns
    -------
    loss : float
    logits_gradient : numpy.ndarray, shape (n, classes)
        Probabilities minus labels, divided by n.

    Raises
    ------
    ValueError
        If the shapes do not fit together.
    """
    log_probabilities = log_softmax(logits)
    loss = -np.sum(labels * log_probabilities) / len(labels)
    logits_gradient = (np.exp(log_probabilities) - labels) / len(labels)
    return loss, logits_gradient
