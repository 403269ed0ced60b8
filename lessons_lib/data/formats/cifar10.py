"""The forms in which CIFAR-10 comes: six pickles, their archive, the PNGs of a package."""

import json
import pickle
import tarfile

import numpy as np

from lessons_lib.data.dataset import Arrays
from lessons_lib.data.formats.errors import one_sentence_for_all_errors

BATCHES_FOLDER = "cifar-10-batches-py"
# Where Keras extracts it to.
KERAS_FOLDER = f"{BATCHES_FOLDER}-target/{BATCHES_FOLDER}"
ARCHIVE = "cifar-10-python.tar.gz"
TRAIN_BATCHES = [f"data_batch_{number}" for number in range(1, 6)]
TEST_BATCH = "test_batch"
# The package's own spelling.
TRAIN_LABELS_JSON, TEST_LABELS_JSON = "train_lables.json", "test_lables.json"


@one_sentence_for_all_errors
def read_batches(folder, data):
    """Read the six pickles of the extracted folder ``cifar-10-batches-py``.

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
    batches = (_batch((folder / name).open("rb")) for name in [*TRAIN_BATCHES, TEST_BATCH])
    return _joined(batches, data)


@one_sentence_for_all_errors
def read_archive(path, data):
    """Read the same six pickles from ``cifar-10-python.tar.gz``, without extracting it.

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
        If it is missing, cut off or damaged.
    """
    with tarfile.open(path, "r:gz") as archive:
        members = (f"{BATCHES_FOLDER}/{name}" for name in [*TRAIN_BATCHES, TEST_BATCH])
        return _joined((_batch(archive.extractfile(name)) for name in members), data)


@one_sentence_for_all_errors
def read_pngs(folder, data):
    """Read the npm package: a row of a PNG is a picture's 32 × 32 pixels.

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
        If a PNG or a label list is missing, cut off or damaged.
    """
    from PIL import Image

    labels = iter(_json(folder / TRAIN_LABELS_JSON) + _json(folder / TEST_LABELS_JSON))

    def batches():
        for name in [*TRAIN_BATCHES, TEST_BATCH]:
            with Image.open(folder / f"{name}.png") as image:
                pictures = np.asarray(image.convert("RGB")).reshape(-1, 32, 32, 3)
            yield pictures, [next(labels) for _ in pictures]

    return _joined(batches(), data)


class _ArraysOnly(pickle.Unpickler):
    """Unpickle NumPy arrays and plain values, and refuse to run anything else."""

    # NumPy's function has moved since these files were written; an array names it.
    _reconstruct = np.empty(0).__reduce__()[0]
    _known = {  # noqa: RUF012
        ("numpy.core.multiarray", "_reconstruct"): _reconstruct,
        ("numpy", "ndarray"): np.ndarray,
        ("numpy", "dtype"): np.dtype,
    }

    def find_class(self, module, name):
        if (module, name) in self._known:
            return self._known[module, name]
        raise pickle.UnpicklingError(f"{module}.{name} has no place in CIFAR-10")


def _batch(file):
    """Read one pickle: pictures of shape (n, 32, 32, 3) and a list of labels."""
    with file:
        batch = _ArraysOnly(file, encoding="bytes").load()
    # A row is the red plane, then the green, then the blue one.
    pictures = batch[b"data"].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    return pictures, batch[b"labels"]


def _json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def _joined(batches, data):
    """Put batches together, training first, in one allocation of the final size."""
    arrays = Arrays(*(np.empty(shape, dtype=np.uint8) for shape in data.shapes))
    n_train = len(arrays.train_images)
    row = 0
    for pictures, labels in batches:
        if row < n_train:
            rows = slice(row, row + len(pictures))
            arrays.train_images[rows], arrays.train_labels[rows, 0] = pictures, labels
        else:
            rows = slice(row - n_train, row - n_train + len(pictures))
            arrays.test_images[rows], arrays.test_labels[rows, 0] = pictures, labels
        row += len(pictures)
    if row != n_train + len(arrays.test_images):
        raise ValueError(f"{row} pictures")
    return arrays
