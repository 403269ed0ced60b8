"""Decode the forms in which data sets come, into four arrays.

Each form is read by a function that may meet what is half written or altered, and so
turns whatever goes wrong into one :class:`~lessons_lib.data.dataset.DataError`. None
of them checks the content: that is :meth:`~lessons_lib.data.dataset.DataSet.verified`.
"""

from collections.abc import Callable
from typing import NamedTuple

from lessons_lib.data.dataset import DataError
from lessons_lib.data.formats import cifar10, mnist, npy
from lessons_lib.data.formats.npy import NPY_FILES, read_npy

__all__ = ["FORMS", "NPY_FILES", "Form", "form_in", "read_any", "read_npy"]


class Form(NamedTuple):
    """One form in which a data set may come.

    Attributes
    ----------
    words : str
        What a folder holds then, for a sentence.
    places : tuple of (str, str)
        The file or folder by which the form is recognized, and what is to be read
        then; an empty string is the folder itself.
    read : callable
        Given the path of what is to be read and the data set, gives arrays.
    """

    words: str
    places: tuple[tuple[str, str], ...]
    read: Callable


# By the names that the manifest uses.
FORMS = {
    "batches": Form(
        cifar10.BATCHES_FOLDER,
        (
            (cifar10.BATCHES_FOLDER, cifar10.BATCHES_FOLDER),
            (cifar10.KERAS_FOLDER, cifar10.KERAS_FOLDER),
            (cifar10.TEST_BATCH, ""),
        ),
        cifar10.read_batches,
    ),
    "archive": Form(
        cifar10.ARCHIVE, ((cifar10.ARCHIVE, cifar10.ARCHIVE),), cifar10.read_archive
    ),
    "pngs": Form(
        f"{cifar10.TEST_BATCH}.png and its companions",
        ((f"{cifar10.TEST_BATCH}.png", ""),),
        cifar10.read_pngs,
    ),
    "npz": Form(mnist.NPZ, ((mnist.NPZ, mnist.NPZ),), mnist.read_npz),
    "idx": Form(
        f"{mnist.IDX_FILES[0]} and its companions",
        ((mnist.IDX_FILES[0], ""), (f"{mnist.IDX_FILES[0]}.gz", "")),
        mnist.read_idx,
    ),
}


def read_any(folder, data):
    """Read whichever form of a data set a folder holds.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the four ``.npy`` files or one of the data set's own forms; or a folder
        with the data set's name does that in it.
    data : DataSet

    Returns
    -------
    Arrays

    Raises
    ------
    DataError
        If it holds none of them, or a damaged one.
    """
    found = form_in(folder, data)
    if found is None:
        first = f"{NPY_FILES[0]} of shape {data.shapes.train_images} and three other arrays"
        forms = ", nor ".join([first, *(FORMS[name].words for name in data.forms)])
        raise DataError(f"{folder} holds neither {forms}")
    path, read = found
    return read(path, data)


def form_in(folder, data):
    """Recognize the form of a data set in a folder by one of its files.

    Parameters
    ----------
    folder : pathlib.Path or None
    data : DataSet

    Returns
    -------
    (pathlib.Path, callable) or None
        What to read, and the function that reads it.
    """
    if folder is None:
        return None
    for place in (folder / data.name, folder):
        if (place / NPY_FILES[0]).exists() and npy.may_be(place, data):
            return place, read_npy
        for form in (FORMS[name] for name in data.forms):
            for marker, path in form.places:
                if (place / marker).exists():
                    return place / path, form.read
    return None
