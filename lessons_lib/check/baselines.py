"""Compare a learner's two baselines with what the notebook's pictures give."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.lookups import if_there, made_in, share_in
from lessons_lib.check.values import as_array, describe
from lessons_lib.data import CLASS_NAMES

# Averages are compared at some pixels only: all of them would take too long.
_SOME = slice(None, None, 256)


def pictures_in(answer, part):
    """Read the flat pictures of a part and their class numbers.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    part : {"small", "val"}

    Returns
    -------
    pixels, classes : numpy.ndarray
    """
    pixels = made_in(answer, f"{part}_pixels", (None, 32 * 32 * 3))
    return pixels, made_in(answer, f"{part}_classes", (len(pixels),))


def compare_majority(answer, small_classes, classes):
    """See that ``majority_accuracy`` is that of one class, or raise a ``Mistake``."""
    found = share_in(answer, "majority_accuracy")
    constant = np.bincount(small_classes).argmax()
    if np.isclose(found, np.mean(classes == constant)):
        return
    if np.isclose(found, np.mean(classes != constant)):
        raise Mistake(
            "`majority_accuracy` is the share of wrong answers; an accuracy is that of the right "
            "ones."
        )
    raise Mistake(
        f"`majority_accuracy` is {found:.3f}. Who always gives the same class is right for the "
        "pictures of this class and for no other: what share of `val_classes` is that?"
    )


def class_means_in(answer, pixels, classes):
    """Read ``class_means``, an average picture a class, or raise a ``Mistake``."""
    found = answer["class_means"]
    means = as_array(found)
    if means is None:
        raise Mistake(f"`class_means` is {describe(found)}, not an array of averages.")
    if means.shape == (10,):
        raise Mistake(
            "`class_means` has one number a class: you average over pictures and pixels at once. "
            "Average over the pictures only."
        )
    if means.shape == (10, np.count_nonzero(classes == 0)):
        raise Mistake(
            f"`class_means` has {means.shape[1]:,} numbers a class, one for each picture: you "
            "average over the pixels. Average over the pictures, so that each pixel remains."
        )
    if means.shape != (10, pixels.shape[1]):
        raise Mistake(
            f"`class_means` is {describe(found)}; ten average pictures have the shape "
            f"{(10, pixels.shape[1])}."
        )
    for number, name in enumerate(CLASS_NAMES):
        average = pixels[classes == number, _SOME].mean(axis=0)
        if not np.allclose(means[number, _SOME], average, atol=1e-3):
            raise Mistake(
                f"Row {number} of `class_means` is not the average of the pictures of {name} in "
                "`small_pixels`."
            )
    return means.astype("float32")


def compare_nearest(answer, means, small, val):
    """See that ``nearest_mean_accuracy`` is that of the nearest row of the means.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    means : numpy.ndarray
    small, val : tuple of numpy.ndarray
        Flat pictures and class numbers, of training and of validation.

    Raises
    ------
    Mistake
        If it is another number.
    """
    found = share_in(answer, "nearest_mean_accuracy")
    classifier = if_there(answer, "nearest_mean", "KNeighborsClassifier")
    neighbors = getattr(classifier, "n_neighbors", 1)
    if neighbors != 1:
        raise Mistake(
            f"You let {neighbors} neighbors vote. Each class has a single row, so only the "
            "nearest one should count."
        )
    # Classifiers round differently, so that a few pictures may change sides.
    if abs(found - _accuracy(means, *val)) < 0.002:
        return
    if abs(found - _accuracy(means, *small)) < 0.002:
        raise Mistake(
            "`nearest_mean_accuracy` is measured on the pictures that the averages were made "
            "from. Score on pictures that had no part in it, those for validation."
        )
    if found == 1:
        raise Mistake(
            "`nearest_mean_accuracy` is 1: every average is nearest to itself. Score on the "
            "validation pictures."
        )
    raise Mistake(
        f"`nearest_mean_accuracy` is {found:.3f}, but the nearest of your ten averages is right "
        "for another share of the validation pictures. Which pictures and classes did you score?"
    )


def _accuracy(means, pixels, classes):
    # The nearest mean is the one with the largest of these; |x|² is the same for all.
    closeness = pixels @ means.T - (means**2).sum(axis=1) / 2
    return np.mean(closeness.argmax(axis=1) == classes)
