"""How far a network's probabilities can be believed, as notebook 12 measures it."""

import numpy as np
import pandas as pd

from lessons_lib.evaluation import accuracy_interval
from lessons_lib.softmax import log_softmax


def reliability_bins(confidences, right, n_bins=10):
    """Sort answers by their probability into bins, and see how many are right in each.

    Notebook 12 writes this function out.

    Parameters
    ----------
    confidences : numpy.ndarray, shape (n,)
        The probability that the network gave to its own answer, from 0 to 1.
    right : numpy.ndarray of bool, shape (n,)
        Whether the answer is right.
    n_bins : int, default 10
        Number of bins of equal width between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each bin that holds an answer: its bounds ``from`` (excluded)
        and ``to`` (included), the number of ``pictures``, their mean
        ``confidence`` and their ``accuracy`` with its Wilson interval from
        ``low`` to ``high``.

    Raises
    ------
    ValueError
        If there is not one answer for each probability, or if a probability
        lies outside 0 to 1.
    """
    if confidences.ndim != 1 or confidences.shape != right.shape:
        raise ValueError(
            f"Give one probability and one answer a picture, not arrays of shape "
            f"{confidences.shape} and {right.shape}."
        )
    if np.any(confidences < 0) or np.any(confidences > 1 + 1e-6):
        raise ValueError("A probability is a number from 0 to 1; some of these are not.")
    edges = np.linspace(0, 1, n_bins + 1)
    # the bin of each answer; a number on an edge belongs to the lower bin
    places = np.searchsorted(edges[1:-1], confidences)
    rows = []
    for place in np.unique(places):
        inside = places == place
        pictures = np.sum(inside)
        confidence = np.mean(confidences[inside], dtype=np.float64)
        accuracy = np.mean(right[inside])
        interval = accuracy_interval(accuracy, pictures)
        rows.append(
            (edges[place], edges[place + 1], pictures, confidence, accuracy, *interval)
        )
    columns = ["from", "to", "pictures", "confidence", "accuracy", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def expected_calibration_error(bins):
    """Average the distance of accuracy and confidence over the bins, by their pictures.

    Notebook 12 writes this function out.

    Parameters
    ----------
    bins : pandas.DataFrame
        From :func:`reliability_bins`.

    Returns
    -------
    float
        From 0 to 1, the smaller the better. It depends on the number of bins, and
        chance alone keeps it above 0.

    References
    ----------
    M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated
    probabilities using Bayesian binning", AAAI 2015.
    """
    distances = np.abs(bins["accuracy"] - bins["confidence"])
    return np.average(distances, weights=bins["pictures"])


def temperature_loss(logits, classes, temperature):
    """Give the mean cross-entropy after all logits are divided by a temperature.

    Notebook 12 writes this function out.

    Parameters
    ----------
    logits : numpy.ndarray, shape (n, classes)
    classes : numpy.ndarray of int, shape (n,)
        The number of each picture's true class.
    temperature : float
        Above 0; 1 changes nothing.

    Returns
    -------
    float
        In nats.
    """
    log_probabilities = log_softmax(logits / temperature)
    of_true_class = log_probabilities[np.arange(len(classes)), classes]
    return -np.mean(of_true_class)


def fit_temperature(logits, classes, temperatures):
    """Find the temperature with the lowest cross-entropy among those of a list.

    Notebook 12 writes this function out.

    Parameters
    ----------
    logits : numpy.ndarray, shape (n, classes)
        Of pictures that the network was not trained on.
    classes : numpy.ndarray of int, shape (n,)
        The number of each picture's true class.
    temperatures : numpy.ndarray, shape (m,)
        The values to try, in order, each above 0.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the best one is the first or the last of the list, so that a better
        one may lie outside.

    References
    ----------
    C. Guo, G. Pleiss, Y. Sun and K. Q. Weinberger, "On calibration of modern
    neural networks", ICML 2017.
    """
    losses = [temperature_loss(logits, classes, value) for value in temperatures]
    best = np.argmin(losses)
    if best in (0, len(temperatures) - 1):
        raise ValueError(
            f"The lowest loss lies at the end of the list, at {temperatures[best]:.3g}; "
            "try a wider one."
        )
    return temperatures[best]
