"""The pictures of the kernel playground, all of them from the course's own material.

The page shows the source of these functions to readers who want the same picture in a
notebook. So each stands by itself, imports included, and gives gray values as an array of
whole numbers.
"""

import numpy as np


def head():
    """Cut out the kingfisher's head, at half of its size."""
    from PIL import Image

    from lessons_lib.data import picture_path

    picture = Image.open(picture_path("kingfisher.jpg")).convert("L")
    return np.asarray(picture.crop((240, 75, 520, 235)).reduce(2))


def kingfisher():
    """Shrink the kingfisher to a fifth of its size."""
    from PIL import Image

    from lessons_lib.data import picture_path

    picture = Image.open(picture_path("kingfisher.jpg")).convert("L")
    return np.asarray(picture.reduce(5))


def smiley():
    """Give the smiley of deep dive 11, which has only zeros and ones."""
    return np.array(
        [
            [0, 0, 0, 0, 0, 0, 0, 0],
            [0, 0, 1, 0, 0, 1, 0, 0],
            [0, 0, 1, 0, 0, 1, 0, 0],
            [0, 0, 0, 0, 0, 0, 0, 0],
            [0, 1, 0, 0, 0, 0, 1, 0],
            [0, 0, 1, 0, 0, 1, 0, 0],
            [0, 0, 0, 1, 1, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0, 0],
        ],
        dtype="uint8",
    )


def disk():
    """Draw a light disk on a dark ground."""
    rows, columns = np.mgrid[:48, :48]
    inside = np.hypot(rows - 23.5, columns - 23.5) < 16
    return np.where(inside, 255, 0).astype("uint8")


def digit():
    """Take a digit of MNIST."""
    from lessons_lib.data.manifest import data_set
    from lessons_lib.data.sample import read_sample

    return read_sample(data_set("mnist-sample")).train_images[0]


def car():
    """Take a car of CIFAR-10, in gray."""
    from PIL import Image

    from lessons_lib.data.manifest import data_set
    from lessons_lib.data.sample import read_sample

    colors = read_sample(data_set("cifar10-sample")).train_images[4]
    return np.asarray(Image.fromarray(colors).convert("L"))


def horse():
    """Take a horse of CIFAR-10, in gray."""
    from PIL import Image

    from lessons_lib.data.manifest import data_set
    from lessons_lib.data.sample import read_sample

    colors = read_sample(data_set("cifar10-sample")).train_images[7]
    return np.asarray(Image.fromarray(colors).convert("L"))


TITLES = {
    head: "The kingfisher's head",
    kingfisher: "The kingfisher",
    smiley: "The smiley of deep dive 11",
    disk: "A light disk",
    digit: "A handwritten digit (MNIST)",
    car: "A car (CIFAR-10)",
    horse: "A horse (CIFAR-10)",
}
PICTURES = {draw.__name__: draw for draw in TITLES}
