"""MNIST: gray pictures of handwritten digits."""

from lessons_lib.data import sizes


def load_mnist():
    """Load MNIST: 70,000 gray pictures of handwritten digits, or a tenth of them.

    The environment variable ``LESSONS_DATA`` decides: ``full`` is the whole,
    ``sample`` the tenth that comes with the course, and ``auto`` (the default)
    the whole where it can be had, else the sample with a printed sentence.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        As :func:`keras.datasets.mnist.load_data` gives them. Pictures are uint8
        arrays of shape (n, 28, 28) with values from 0, the background, to 255, the
        ink; labels are uint8 arrays of shape (n,) with the digits themselves. n is
        60,000 and 10,000, in the sample 6,000 and 1,000. The digits are not equally
        frequent.

    Raises
    ------
    DataError
        If ``LESSONS_DATA`` is something else, or asks for the full data and they
        can't be had, or if the sample is damaged.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, *Gradient-Based Learning Applied
    to Document Recognition*, Proceedings of the IEEE 86, 2278-2324 (1998).
    """
    return sizes.load("mnist").as_keras()
