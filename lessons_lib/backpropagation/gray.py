"""Back through one convolution: a gray picture, one kernel, a stride of one, no padding."""

import numpy as np

from lessons_lib.convolution import cross_correlate


def filter_gradient(picture, output_gradient):
    """Give the gradient of the loss with respect to the kernel.

    Notebook 13 writes this function out.

    Parameters
    ----------
    picture : numpy.ndarray, shape (height, width)
        What the kernel slid over.
    output_gradient : numpy.ndarray, shape (rows, columns)
        Derivative of the loss with respect to each number of the output.

    Returns
    -------
    numpy.ndarray of float64, shape (height - rows + 1, width - columns + 1)
        As large as the kernel. It is the cross-correlation of the two.

    Raises
    ------
    ValueError
        If ``output_gradient`` is larger than the picture.
    """
    rows, columns = output_gradient.shape
    height = picture.shape[0] - rows + 1
    width = picture.shape[1] - columns + 1

    gradient = np.zeros((height, width))
    for row in range(height):
        for column in range(width):
            # the pixels that this weight has met, one for each stop of the window
            met = picture[row : row + rows, column : column + columns]
            gradient[row, column] = np.sum(met * output_gradient)
    return gradient


def input_gradient(kernel, output_gradient):
    """Give the gradient of the loss with respect to the picture.

    Notebook 13 writes this function out.

    Parameters
    ----------
    kernel : numpy.ndarray, shape (height, width)
    output_gradient : numpy.ndarray, shape (rows, columns)
        Derivative of the loss with respect to each number of the output.

    Returns
    -------
    numpy.ndarray, shape (rows + height - 1, columns + width - 1)
        As large as the picture: the full cross-correlation of the output's
        gradient with the kernel turned by 180 degrees.

    Raises
    ------
    ValueError
        If one of them does not have two axes.
    """
    height, width = kernel.shape
    # a frame of zeros, so that every pixel meets every weight that it has met before
    padded = np.pad(output_gradient, ((height - 1, height - 1), (width - 1, width - 1)))
    # the kernel turned by 180 degrees
    turned = kernel[::-1, ::-1]
    return cross_correlate(padded, turned)


def learn_filter(picture, target, kernel, learning_rate, n_steps):
    """Change a kernel by gradient descent until its output resembles a target.

    Notebook 13 writes this function out.

    Parameters
    ----------
    picture : numpy.ndarray, shape (height, width)
    target : numpy.ndarray, shape (rows, columns)
        What the output should be.
    kernel : numpy.ndarray, shape (height - rows + 1, width - columns + 1)
        Where to start; it is not changed.
    learning_rate : float
    n_steps : int

    Returns
    -------
    kernel : numpy.ndarray
        After the last step.
    losses : list of float
        The mean squared error before each step.

    Raises
    ------
    ValueError
        If kernel, picture and target don't fit together.
    """
    losses = []
    for _ in range(n_steps):
        # forward: the error of each number of the output, and the loss
        error = cross_correlate(picture, kernel) - target
        losses.append(np.mean(error**2))
        # backward: from the loss to the output, and from there to the kernel
        output_gradient = 2 * error / error.size
        kernel_gradient = filter_gradient(picture, output_gradient)
        # one step against the gradient
        kernel = kernel - learning_rate * kernel_gradient
    return kernel, losses
