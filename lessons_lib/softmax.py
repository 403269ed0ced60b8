"""Softmax, cross-entropy and the Brier score in plain NumPy, as notebook 12 writes them.

Rows are pictures and columns are classes; one row alone works as well. Labels
are one-hot rows, or any rows of shares that add up to 1.
"""

import numpy as np


def softmax(logits):
    """Turn rows of scores into rows of positive numbers that add up to 1.

    Notebook 12 writes this function out.

    Parameters
    ----------
    logits : numpy.ndarray, shape (..., classes)
        Finite numbers of any size; an infinite one gives NaN.

    Returns
    -------
    numpy.ndarray, shape (..., classes)
        From 0 to 1. A share too small for a floating-point number is 0.

    Examples
    --------
    >>> print(softmax(np.array([1000.0, 1000.0])))
    [0.5 0.5]
    """
    # a shift changes nothing, and after this one no power is larger than 1
    shifted = logits - np.max(logits, axis=-1, keepdims=True)
    powers = np.exp(shifted)
    return powers / np.sum(powers, axis=-1, keepdims=True)


def log_softmax(logits):
    """Give the logarithm of the softmax, also where the share itself would round to 0.

    Notebook 12 writes this function out.

    Parameters
    ----------
    logits : numpy.ndarray, shape (..., classes)
        Finite numbers of any size.

    Returns
    -------
    numpy.ndarray, shape (..., classes)
        At most 0.

    Examples
    --------
    >>> print(log_softmax(np.array([0.0, -2000.0])))
    [    0. -2000.]
    """
    shifted = logits - np.max(logits, axis=-1, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))


def brier_score(labels, probabilities):
    """Give the squared error, summed over the classes and averaged over the pictures.

    Notebook 12 writes this function out.

    Parameters
    ----------
    labels : numpy.ndarray, shape (..., classes)
        One-hot rows.
    probabilities : numpy.ndarray, shape (..., classes)
        Rows that add up to 1.

    Returns
    -------
    float
        From 0 to 2, the smaller the better. (Some halve it for two classes.)

    Raises
    ------
    ValueError
        If the two have different shapes, e.g. because the labels are class numbers.

    References
    ----------
    G. W. Brier, "Verification of forecasts expressed in terms of probability",
    *Monthly Weather Review* 78 (1950).
    """
    if labels.shape != probabilities.shape:
        raise ValueError("Give one label for each probability, such as one-hot rows.")
    # one score a picture, then one for all
    scores = np.sum((probabilities - labels) ** 2, axis=-1)
    return np.mean(scores)


def cross_entropy(labels, probabilities):
    """Give minus the logarithm of what the true class got, averaged over the pictures.

    Notebook 12 writes this function out.

    Parameters
    ----------
    labels : numpy.ndarray, shape (..., classes)
        One-hot rows, or rows of shares that add up to 1.
    probabilities : numpy.ndarray, shape (..., classes)
        Rows that add up to 1.

    Returns
    -------
    float
        In nats, at least 0. It is infinite (and NumPy warns) where a true class got 0.

    Raises
    ------
    ValueError
        If the two have different shapes, e.g. because the labels are class numbers.
    """
    if labels.shape != probabilities.shape:
        raise ValueError("Give one label for each probability, such as one-hot rows.")
    # where a label is 0 its term is 0, whatever the probability
    logs = np.log(probabilities, where=labels > 0, out=np.zeros(probabilities.shape))
    # one loss a picture, then one for all
    losses = -np.sum(labels * logs, axis=-1)
    return np.mean(losses)


def cross_entropy_gradient(labels, logits):
    """Give the slope of each picture's cross-entropy along each of its logits.

    Notebook 12 derives and writes this function out.

    Parameters
    ----------
    labels, logits : numpy.ndarray, shape (..., classes)

    Returns
    -------
    numpy.ndarray, shape (..., classes)
        From -1 to 1; each row adds up to 0.
    """
    return softmax(logits) - labels


def brier_gradient(labels, logits):
    """Give the slope of each picture's squared error behind a softmax along its logits.

    Notebook 12 derives and writes this function out. The squared error is summed
    over the classes; Keras' ``MeanSquaredError`` divides by their number.

    Parameters
    ----------
    labels, logits : numpy.ndarray, shape (..., classes)

    Returns
    -------
    numpy.ndarray, shape (..., classes)
        Each row adds up to 0, and is close to 0 wherever the softmax is saturated.
    """
    probabilities = softmax(logits)
    misses = probabilities - labels
    mean_miss = np.sum(probabilities * misses, axis=-1, keepdims=True)
    return 2 * probabilities * (misses - mean_miss)
