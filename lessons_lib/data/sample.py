"""The embedded samples: a tenth of a data set as two lossless pictures and a label list.

A WebP holds a grid of tiles, one for each picture, read row by row. ``write_sample``
makes the files from the full data, so that anybody can check where they come from.
"""

import json

import numpy as np

from lessons_lib.data.dataset import Arrays, DataError, digest
from lessons_lib.data.folders import data_folder

TILES_A_ROW = 100


def sample_folder(name):
    """Name the folder of a sample.

    Parameters
    ----------
    name : str
        The sample's name in the manifest, such as ``"cifar10-sample"``.

    Returns
    -------
    pathlib.Path
        It has the same name, in the data folder.
    """
    return data_folder() / name


def read_sample(data, folder=None):
    """Read a sample and verify it.

    Parameters
    ----------
    data : DataSet
        Its entry in the manifest, such as ``cifar10-sample``.
    folder : pathlib.Path, optional
        Where it lies; :func:`sample_folder` if not given.

    Returns
    -------
    Arrays
        Of each class the first tenth of the full data, in its order.

    Raises
    ------
    DataError
        If a file is missing or altered.
    """
    folder = folder or sample_folder(data.name)
    try:
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        arrays = Arrays(
            _read_tiles(folder / "train.webp", data.shapes.train_images),
            np.array(labels["train"], dtype=np.uint8).reshape(data.shapes.train_labels),
            _read_tiles(folder / "test.webp", data.shapes.test_images),
            np.array(labels["test"], dtype=np.uint8).reshape(data.shapes.test_labels),
        )
        return data.verified(arrays, "what was read")
    # Damaged bytes raise nearly anything.
    except Exception as error:
        raise DataError(
            f"The sample in {folder} can't be used ({error}): get the course's files anew."
        ) from error


def write_sample(full, folder):
    """Make a sample's files from the full data.

    Parameters
    ----------
    full : Arrays
        The full data, verified.
    folder : pathlib.Path
        Where to write.

    Returns
    -------
    str
        The SHA-256 of the sample, for the manifest.

    Raises
    ------
    OSError
        If the files can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    train, test = first_tenth(full.train_labels), first_tenth(full.test_labels)
    sample = Arrays(
        full.train_images[train],
        full.train_labels[train],
        full.test_images[test],
        full.test_labels[test],
    )
    _write_tiles(folder / "train.webp", sample.train_images)
    _write_tiles(folder / "test.webp", sample.test_images)
    labels = {
        "train": sample.train_labels.ravel().tolist(),
        "test": sample.test_labels.ravel().tolist(),
    }
    (folder / "labels.json").write_text(json.dumps(labels) + "\n", encoding="utf-8")
    return digest(sample)


def first_tenth(labels):
    """Choose the first tenth of each class, so that together it is exactly a tenth.

    Where a tenth of a class is no whole number, it is rounded down, and the classes
    with the largest remainders get one picture more, until the total is right (the
    method of Hamilton, by which seats of a parliament are shared out).

    Parameters
    ----------
    labels : numpy.ndarray of int, shape (n, 1) or (n,)
        Class numbers.

    Returns
    -------
    numpy.ndarray of int
        Rows, in the original order.
    """
    classes, counts = np.unique(labels, return_counts=True)
    kept, remainders = np.divmod(counts, 10)
    missing = labels.size // 10 - kept.sum()
    kept[np.argsort(-remainders, kind="stable")[:missing]] += 1
    rows = [
        np.flatnonzero(labels.ravel() == number)[:share]
        for number, share in zip(classes, kept, strict=True)
    ]
    return np.sort(np.concatenate(rows))


def _write_tiles(path, images):
    """Write pictures of one size as one lossless picture, ``TILES_A_ROW`` in a row."""
    from PIL import Image

    n_images, height, width, *channels = images.shape
    columns = min(TILES_A_ROW, n_images)
    tiles = images.reshape(-1, columns, height, width, *channels)
    grid = tiles.swapaxes(1, 2).reshape(-1, columns * width, *channels)
    Image.fromarray(grid).save(path, "webp", lossless=True, quality=80, method=6)


def _read_tiles(path, shape):
    """Read what ``_write_tiles`` wrote: uint8 of the shape that a data set has."""
    from PIL import Image

    _, height, width, *channels = shape
    with Image.open(path) as image:
        grid = np.asarray(image.convert("RGB"))
    if not channels:  # WebP knows only colors: a gray pixel has three equal values
        grid = grid[..., 0]
    rows, columns = grid.shape[0] // height, grid.shape[1] // width
    tiles = grid.reshape(rows, height, columns, width, *channels).swapaxes(1, 2)
    return np.ascontiguousarray(tiles).reshape(-1, height, width, *channels)
