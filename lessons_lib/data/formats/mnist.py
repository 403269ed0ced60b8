"""The forms in which MNIST comes: Keras' one file, and the four original ones."""

import gzip
import struct

import numpy as np

from lessons_lib.data.dataset import Arrays
from lessons_lib.data.formats.errors import one_sentence_for_all_errors

NPZ = "mnist.npz"
# Keras' names, in the order of Arrays.
NPZ_ARRAYS = ("x_train", "y_train", "x_test", "y_test")
IDX_FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
UNSIGNED_BYTES = 8


@one_sentence_for_all_errors
def read_npz(path, data):
    """Read ``mnist.npz``, the file that Keras downloads.

    Parameters
    ----------
    path : pathlib.Path
    data : DataSet

    Returns
    -------
    Arrays

    Raises
    ------
    DataError
        If it is cut off or damaged, or lacks one of its arrays.
    """
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return Arrays(*(arrays[name] for name in NPZ_ARRAYS))


@one_sentence_for_all_errors
def read_idx(folder, data):
    """Read the four original files, each as it is or compressed with gzip.

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
        If one of them is missing, cut off or damaged.
    """
    return Arrays(*(_idx(_content(folder / name)) for name in IDX_FILES))


def _content(path):
    """Read a file, or the one with ``.gz`` to its name, decompressed."""
    if path.exists():
        return path.read_bytes()
    with gzip.open(f"{path}.gz") as file:
        return file.read()


def _idx(content):
    """Decode one file: two zeros, the type, the number of axes, each length, the data."""
    zeros, kind, n_axes = struct.unpack_from(">HBB", content)
    if zeros != 0 or kind != UNSIGNED_BYTES:
        raise ValueError("it is no IDX file of bytes")
    shape = struct.unpack_from(f">{n_axes}I", content, offset=4)
    values = np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * n_axes)
    # A copy, since what is read from a buffer can't be changed.
    return values.reshape(shape).copy()
