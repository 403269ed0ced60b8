"""Numbers to judge a classifier by, beyond what scikit-learn has ready."""

import numpy as np


def accuracy_interval(accuracy, n_images, z=1.96):
    """Give the Wilson score interval of a measured accuracy.

    Parameters
    ----------
    accuracy : float
        Share of right answers, from 0 to 1.
    n_images : int
        Number of pictures it was measured on, at least 1.
    z : float, default 1.96
        Width in standard errors; 1.96 gives 95 %.

    Returns
    -------
    low, high : float
        Bounds from 0 to 1.

    Raises
    ------
    ValueError
        If ``accuracy`` lies outside 0 to 1 or ``n_images`` is below 1.

    References
    ----------
    E. B. Wilson, "Probable inference, the law of succession, and statistical
    inference", *Journal of the American Statistical Association* 22 (1927).

    Examples
    --------
    >>> low, high = accuracy_interval(0.66, 10_000)
    >>> print(f"{low:.3f} to {high:.3f}")
    0.651 to 0.669
    """
    if not 0 <= accuracy <= 1:
        raise ValueError(f"An accuracy is a share from 0 to 1, not {accuracy}.")
    if n_images < 1:
        raise ValueError(f"An accuracy needs at least one picture, not {n_images}.")
    center = accuracy + z**2 / (2 * n_images)
    margin = z * np.sqrt(accuracy * (1 - accuracy) / n_images + (z / (2 * n_images)) ** 2)
    scale = 1 + z**2 / n_images
    return float((center - margin) / scale), float((center + margin) / scale)


def most_confused(confusion, class_names, n_pairs=5):
    """List the class pairs that a classifier mixes up most, both ways together.

    Parameters
    ----------
    confusion : array_like of int, shape (classes, classes)
        Rows are true classes, columns predicted ones, as
        :func:`sklearn.metrics.confusion_matrix` gives them.
    class_names : sequence of str
        One name a class, in the order of the rows.
    n_pairs : int, default 5
        How many pairs to list.

    Returns
    -------
    list of (str, str, int)
        Two class names and how many pictures of one were taken for the other,
        most first.

    Raises
    ------
    ValueError
        If the matrix is not square with one row for each name.
    """
    confusion = np.asarray(confusion)
    if confusion.shape != (len(class_names), len(class_names)):
        raise ValueError(
            f"A confusion matrix of {len(class_names)} classes has shape "
            f"{(len(class_names),) * 2}, not {confusion.shape}."
        )
    both_ways = confusion + confusion.T
    rows, columns = np.triu_indices(len(class_names), k=1)
    order = np.argsort(-both_ways[rows, columns], kind="stable")[:n_pairs]
    return [
        (class_names[rows[i]], class_names[columns[i]], int(both_ways[rows[i], columns[i]]))
        for i in order
    ]
