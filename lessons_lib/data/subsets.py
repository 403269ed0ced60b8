"""A smaller data set with the same share of every class."""

import numpy as np


def balanced_subset(images, labels, fraction):
    """Keep the first share of each class, in the original order.

    Parameters
    ----------
    images : numpy.ndarray, shape (n, ...)
        Pictures.
    labels : numpy.ndarray of int, shape (n, 1) or (n,)
        Class numbers, not one-hot rows.
    fraction : float
        Share to keep of each class, above 0 and at most 1. Of 50,000 pictures
        0.2 keeps 10,000: the first 1,000 of each class.

    Returns
    -------
    images, labels : numpy.ndarray
        Copies of the kept rows.

    Raises
    ------
    ValueError
        If the fraction is not above 0 and at most 1, if it would leave a class
        without pictures, or if there is not one label for each picture.

    Examples
    --------
    >>> labels = np.array([1, 0, 1, 0, 1, 1])
    >>> balanced_subset(labels * 10, labels, fraction=0.5)
    (array([10,  0, 10]), array([1, 0, 1]))
    """
    if not 0 < fraction <= 1:
        raise ValueError(f"A fraction is above 0 and at most 1, not {fraction}.")
    labels = np.asarray(labels)
    if labels.size != len(images):
        raise ValueError(
            f"{len(images)} pictures need one class number each, not labels of shape "
            f"{labels.shape}: take the subset before one-hot encoding."
        )
    classes = labels.ravel()
    kept = []
    for number in np.unique(classes):
        rows = np.flatnonzero(classes == number)
        first = rows[: round(fraction * len(rows))]
        if len(first) == 0:
            raise ValueError(f"A share of {fraction} leaves no picture of class {number}.")
        kept.append(first)
    kept = np.sort(np.concatenate(kept)) if kept else []
    return images[kept], labels[kept]
