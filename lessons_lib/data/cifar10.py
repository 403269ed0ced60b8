"""CIFAR-10 in the size that ``LESSONS_DATA`` asks for."""

import os

from lessons_lib.data import roads
from lessons_lib.data.dataset import DataError
from lessons_lib.data.manifest import data_set
from lessons_lib.data.sample import read_sample

CLASS_NAMES = [
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
]

# What load_cifar10 gave last in this process where it was free to choose.
_given = None


def load_cifar10():
    """Load CIFAR-10: 60,000 color pictures of ten classes, or a tenth of them.

    The environment variable ``LESSONS_DATA`` decides: ``full`` is the whole,
    ``sample`` the tenth that comes with the course, and ``auto`` (the default)
    the whole where it can be had, else the sample with a printed sentence.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        As :func:`keras.datasets.cifar10.load_data` gives them. Pictures are
        uint8 arrays of shape (n, 32, 32, 3) with values from 0 to 255, labels
        uint8 arrays of shape (n, 1) with class numbers from 0 to 9, which are
        positions in ``CLASS_NAMES``. n is 50,000 and 10,000, in the sample
        5,000 and 1,000.

    Raises
    ------
    DataError
        If ``LESSONS_DATA`` is something else, or asks for the full data and they
        can't be had, or if the sample is damaged.

    References
    ----------
    A. Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*,
    technical report, University of Toronto (2009).
    """
    global _given
    asked = _asked()
    if asked != "sample":
        try:
            arrays, _ = roads.load_full(data_set("cifar10"))
            _given = "full"
            return arrays.as_keras()
        except DataError as error:
            if asked == "full":
                raise
            reason = str(error)
    arrays = read_sample(data_set("cifar10-sample"))
    if asked == "auto":
        reason = reason[0].lower() + reason[1:]
        print(f"This is the sample, a tenth of CIFAR-10, since {reason}", flush=True)
    _given = "sample"
    return arrays.as_keras()


def data_size():
    """Tell which size :func:`load_cifar10` gives in this process, without loading.

    Returns
    -------
    {"full", "sample"}
        What ``LESSONS_DATA`` asks for. Where it is ``auto``: what was given last,
        and before that, whether the full data are on this disk.

    Raises
    ------
    DataError
        If ``LESSONS_DATA`` is something else.
    """
    asked = _asked()
    if asked != "auto":
        return asked
    return _given or ("full" if roads.is_on_disk(data_set("cifar10")) else "sample")


def _asked():
    """Read ``LESSONS_DATA``; unset or empty means auto."""
    asked = os.environ.get("LESSONS_DATA") or "auto"
    if asked not in ("full", "sample", "auto"):
        raise DataError(f"LESSONS_DATA is {asked!r}; it can be full, sample or auto.")
    return asked
