"""CIFAR-10: small color photographs of ten classes."""

from lessons_lib.data import sizes

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
    return sizes.load("cifar10").as_keras()
