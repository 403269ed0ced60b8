"""Filters that whiten the patches of pictures, computed instead of learned."""

import numpy as np


def cut_patches(images, size):
    """Cut pictures into square patches that do not overlap.

    Notebook 17 writes this function out.

    Parameters
    ----------
    images : numpy.ndarray, shape (n, height, width, channels)
        Height and width are multiples of ``size``.
    size : int
        Side of a patch in pixels.

    Returns
    -------
    numpy.ndarray, shape (patches, size * size * channels)
        A patch a row, its numbers in the order of a kernel's.

    Raises
    ------
    ValueError
        From NumPy, if the pictures can't be cut without a rest.
    """
    n, height, width, channels = images.shape
    cut = images.reshape(n, height // size, size, width // size, size, channels)
    return cut.transpose(0, 1, 3, 2, 4, 5).reshape(-1, size * size * channels)


def whitening_filters(patches):
    """Compute filters whose answers to the patches are uncorrelated and of variance 1.

    They are the principal components of the patches, each divided by its standard
    deviation. Notebook 17 writes this function out.

    Parameters
    ----------
    patches : numpy.ndarray of float, shape (patches, numbers)
        As :func:`cut_patches` gives them. No number may be a sum of the others.

    Returns
    -------
    filters : numpy.ndarray, shape (numbers, numbers)
        A filter a column, that of the smallest variance first. Which sign a column
        has may differ from computer to computer.
    mean : numpy.ndarray, shape (numbers,)
        The mean patch, to be subtracted first.
    """
    mean = patches.mean(axis=0)
    centered = patches - mean
    covariance = centered.T @ centered / len(centered)
    variances, components = np.linalg.eigh(covariance)
    return components / np.sqrt(variances), mean


def whiten_patches(model, images):
    """Compute the first convolution of a network from pictures, and freeze it.

    Each whitening filter is used twice, with either sign, so that no half of its
    answers is lost in the ReLU behind. Notebook 17 writes this function out.

    Parameters
    ----------
    model : keras.Model
        With a layer ``patches`` as
        :func:`lessons_lib.fast.networks.create_model_fast` builds it. Changed in
        place; compile it afterwards.
    images : numpy.ndarray of uint8, shape (n, 32, 32, 3)
        Training pictures; some thousand are enough.
    """
    patches = cut_patches(images / np.float32(255), size=2)
    filters, mean = whitening_filters(patches)
    both_signs = np.concatenate([filters, -filters], axis=1)

    layer = model.get_layer("patches")
    layer.set_weights([both_signs.reshape(layer.kernel.shape), -mean @ both_signs])
    layer.trainable = False
