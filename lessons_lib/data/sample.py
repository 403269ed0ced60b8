"""The embedded sample: a tenth of CIFAR-10 as two lossless pictures and a label list.

A WebP holds a grid of 32 × 32 tiles, read row by row. ``write_sample`` makes the
files from the full data, so that anybody can check where they come from.
"""

import json

import numpy as np

from lessons_lib.data.dataset import Arrays, DataError, digest
from lessons_lib.data.folders import data_folder
from lessons_lib.data.subsets import balanced_subset

TILES_A_ROW = 100
FRACTION = 0.1


def sample_folder():
    """Name the folder of the sample.

    Returns
    -------
    pathlib.Path
        ``cifar10-sample`` in the data folder.
    """
    return data_folder() / "cifar10-sample"


def read_sample(data, folder=None):
    """Read the sample and verify it.

    Parameters
    ----------
    data : DataSet
        Its entry in the manifest, ``cifar10-sample``.
    folder : pathlib.Path, optional
        Where it lies; :func:`sample_folder` if not given.

    Returns
    -------
    Arrays
        5,000 and 1,000 pictures: of each class the first 500 and 100 of the full
        data, in its order.

    Raises
    ------
    DataError
        If a file is missing or altered.
    """
    folder = folder or sample_folder()
    try:
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        arrays = Arrays(
            _read_tiles(folder / "train.webp"),
            np.array(labels["train"], dtype=np.uint8).reshape(-1, 1),
            _read_tiles(folder / "test.webp"),
            np.array(labels["test"], dtype=np.uint8).reshape(-1, 1),
        )
        return data.verified(arrays, "what was read")
    # Damaged bytes raise nearly anything.
    except Exception as error:
        raise DataError(
            f"The sample in {folder} can't be used ({error}): get the course's files anew."
        ) from error


def write_sample(full, folder=None):
    """Make the sample's files from the full data.

    Parameters
    ----------
    full : Arrays
        The full data, verified.
    folder : pathlib.Path, optional
        Where to write; :func:`sample_folder` if not given.

    Returns
    -------
    str
        The SHA-256 of the sample, for the manifest.

    Raises
    ------
    OSError
        If the files can't be written.
    """
    folder = folder or sample_folder()
    folder.mkdir(parents=True, exist_ok=True)
    sample = Arrays(
        *balanced_subset(full.train_images, full.train_labels, FRACTION),
        *balanced_subset(full.test_images, full.test_labels, FRACTION),
    )
    _write_tiles(folder / "train.webp", sample.train_images)
    _write_tiles(folder / "test.webp", sample.test_images)
    labels = {
        "train": sample.train_labels.ravel().tolist(),
        "test": sample.test_labels.ravel().tolist(),
    }
    (folder / "labels.json").write_text(json.dumps(labels) + "\n", encoding="utf-8")
    return digest(sample)


def _write_tiles(path, images):
    """Write pictures of one size as one lossless picture, ``TILES_A_ROW`` in a row."""
    from PIL import Image

    n_images, height, width, channels = images.shape
    columns = min(TILES_A_ROW, n_images)
    tiles = images.reshape(-1, columns, height, width, channels)
    grid = tiles.swapaxes(1, 2).reshape(-1, columns * width, channels)
    Image.fromarray(grid).save(path, lossless=True, quality=80, method=6)


def _read_tiles(path, size=32):
    """Read what ``_write_tiles`` wrote: uint8 of shape (n, size, size, 3)."""
    from PIL import Image

    with Image.open(path) as image:
        grid = np.asarray(image.convert("RGB"))
    rows, columns = grid.shape[0] // size, grid.shape[1] // size
    tiles = grid.reshape(rows, size, columns, size, 3).swapaxes(1, 2)
    return np.ascontiguousarray(tiles).reshape(-1, size, size, 3)
