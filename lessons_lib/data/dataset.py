"""What a data set is: four arrays, and one SHA-256 that says they are the right ones."""

import hashlib
import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class DataError(RuntimeError):
    """The data can't be had; the text says in one sentence why and what to do."""

    def __init__(self, sentence):
        # It may quote another library's error, which may have several lines.
        super().__init__(" ".join(sentence.splitlines()))


class Arrays(NamedTuple):
    """Pictures and labels of a data set, all uint8.

    Attributes
    ----------
    train_images, test_images : numpy.ndarray of uint8
        Values from 0 to 255: shape (n, height, width, 3) in color, else (n, height,
        width).
    train_labels, test_labels : numpy.ndarray of uint8, shape (n, 1) or (n,)
        Class numbers from 0 on. Each data set has the shape that Keras gives it.
    """

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray

    def as_keras(self):
        """Give them as Keras does.

        Returns
        -------
        (train_images, train_labels), (test_images, test_labels)
            The arrays themselves, not copies.
        """
        return (self.train_images, self.train_labels), (self.test_images, self.test_labels)


def digest(arrays):
    """Compute the one SHA-256 that identifies a data set.

    It is the SHA-256 of the arrays' bytes, one after another without anything
    between them: training pictures, training labels, test pictures, test labels,
    each as uint8 in C order (row by row; in color red, green, blue).

    Parameters
    ----------
    arrays : Arrays

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    total = hashlib.sha256()
    for array in arrays:
        total.update(np.ascontiguousarray(array, dtype=np.uint8).data)
    return total.hexdigest()


@dataclass(frozen=True)
class DataSet:
    """What the manifest says about a data set, and what loading it needs.

    Parameters
    ----------
    name : str
        Its name in the manifest and in the cache.
    title : str
        Its name in sentences.
    shapes : Arrays of tuple of int
        The shape of each array.
    sha256 : str
        What :func:`digest` gives for the right arrays.
    forms : tuple of str, optional
        The forms beside our own in which it may come, by their names in
        :data:`lessons_lib.data.formats.FORMS`, the first choice first.
    archive_url, archive_sha256 : str, optional
        The original archive.
    npm_package : str, optional
        ``name@version`` of the npm package that holds the same pictures.
    npm_megabytes : int, optional
        Its size.
    """

    name: str
    title: str
    shapes: Arrays
    sha256: str
    forms: tuple[str, ...] = ()
    archive_url: str = ""
    archive_sha256: str = ""
    npm_package: str = ""
    npm_megabytes: int = 0

    @property
    def n_bytes(self):
        """Size of the four arrays, in bytes."""
        return sum(math.prod(shape) for shape in self.shapes)

    def verified(self, arrays, source):
        """Hand back the arrays if they are this data set, whole and unaltered.

        Parameters
        ----------
        arrays : Arrays
        source : str
            Where they came from, for the sentence.

        Returns
        -------
        Arrays
            The same ones.

        Raises
        ------
        DataError
            If a type, a shape or the SHA-256 is another.
        """
        for part, array, shape in zip(Arrays._fields, arrays, self.shapes, strict=True):
            if array.dtype != np.uint8 or array.shape != shape:
                raise DataError(
                    f"{source}: {part} has shape {array.shape} and type {array.dtype}, "
                    f"not {shape} and uint8"
                )
        if digest(arrays) != self.sha256:
            raise DataError(f"{source}: the SHA-256 differs, so these are not {self.title}")
        return arrays
