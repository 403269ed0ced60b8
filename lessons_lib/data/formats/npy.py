"""Our own form: four ``.npy`` files, as the cache holds them."""

import numpy as np

from lessons_lib.data.dataset import Arrays
from lessons_lib.data.formats.errors import one_sentence_for_all_errors

NPY_FILES = [f"{part}.npy" for part in Arrays._fields]


@one_sentence_for_all_errors
def read_npy(folder, data):
    """Read four ``.npy`` files, named after the fields of :class:`Arrays`.

    Parameters
    ----------
    folder : pathlib.Path
    data : DataSet

    Returns
    -------
    Arrays

    Raises
    ------
    DataError
        If a file is missing or damaged.
    """
    return Arrays(*(_npy(folder / name) for name in NPY_FILES))


def may_be(folder, data):
    """Tell by the shape of one array whether four files may hold a data set.

    Every data set has the same four file names. Reads no more than a header.

    Parameters
    ----------
    folder : pathlib.Path
    data : DataSet

    Returns
    -------
    bool
        True also for a damaged header, so that reading on will complain of it.
    """
    try:
        with (folder / NPY_FILES[0]).open("rb") as file:
            np.lib.format.read_magic(file)
            shape, _, _ = np.lib.format.read_array_header_1_0(file)
    # A damaged header raises nearly anything.
    except Exception:
        return True
    return shape == data.shapes.train_images


def _npy(path):
    """Read one array; unlike ``numpy.load``, this takes nothing but the one format."""
    with path.open("rb") as file:
        return np.lib.format.read_array(file, allow_pickle=False)
