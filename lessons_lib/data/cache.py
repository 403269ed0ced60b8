"""Keep a fetched data set on disk: four ``.npy`` files in a folder of its own.

The folder gets its name only when it is complete, the whole is verified at every
reading, and what fails is removed. So a killed process, a full disk or two
processes at once can't leave anything behind that would be used.
"""

import contextlib
import os
import shutil
import time
import uuid

import numpy as np

from lessons_lib.data import formats
from lessons_lib.data.dataset import DataError
from lessons_lib.data.folders import cache_folder

# A temporary folder older than this was left behind by a process that was killed.
SECONDS_UNTIL_STALE = 3600


def folder_of(data):
    """Name the folder of a data set in the cache; it need not exist.

    Parameters
    ----------
    data : DataSet

    Returns
    -------
    pathlib.Path
    """
    return cache_folder() / data.name


def is_complete(data):
    """Tell, without reading them, whether all files are there in a plausible size.

    Parameters
    ----------
    data : DataSet

    Returns
    -------
    bool
    """
    try:
        sizes = [(folder_of(data) / name).stat().st_size for name in formats.NPY_FILES]
    except OSError:
        return False
    return sum(sizes) > data.n_bytes


def read(data):
    """Read a data set from the cache and verify it.

    Parameters
    ----------
    data : DataSet

    Returns
    -------
    Arrays or None
        None if it is not in the cache.

    Raises
    ------
    DataError
        If it is damaged. It is gone from the cache then, as far as the disk allows.
    """
    folder = folder_of(data)
    if not folder.exists():
        return None
    try:
        return data.verified(formats.read_npy(folder, data), "the cache")
    except DataError as error:
        remove(data)
        raise DataError(f"the copy in {folder} was damaged or unreadable") from error


def store(data, arrays):
    """Write a verified data set into the cache.

    Parameters
    ----------
    data : DataSet
    arrays : Arrays

    Raises
    ------
    OSError
        If the disk is full or the cache can't be written. Nothing half written
        is left behind.
    """
    folder = folder_of(data)
    folder.parent.mkdir(parents=True, exist_ok=True)
    remove_stale(folder)
    # Beside its final place, so that giving it its name is one atomic step.
    unfinished = unfinished_name(folder)
    try:
        unfinished.mkdir()
        for name, array in zip(formats.NPY_FILES, arrays, strict=True):
            np.save(unfinished / name, array)
        os.replace(unfinished, folder)
    except OSError:
        # Another process may have been quicker: its files are as good as ours.
        if not is_complete(data):
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def remove(data):
    """Remove a data set from the cache, as far as the disk allows.

    Parameters
    ----------
    data : DataSet
    """
    remove_folder(folder_of(data))


def remove_folder(folder):
    """Remove a folder of the cache, as far as the disk allows.

    Parameters
    ----------
    folder : pathlib.Path
    """
    unfinished = unfinished_name(folder)
    with contextlib.suppress(OSError):
        # It loses its name in one step, so that nobody reads it half removed.
        os.replace(folder, unfinished)
    shutil.rmtree(unfinished, ignore_errors=True)


def unfinished_name(folder):
    """Invent a name beside a folder that nobody else uses.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    pathlib.Path
    """
    return folder.with_name(f"{folder.name}-unfinished-{uuid.uuid4().hex}")


def remove_stale(folder):
    """Remove what killed processes left beside a folder of the cache.

    Parameters
    ----------
    folder : pathlib.Path
    """
    for unfinished in folder.parent.glob(f"{folder.name}-unfinished-*"):
        with contextlib.suppress(OSError):
            if time.time() - unfinished.stat().st_mtime > SECONDS_UNTIL_STALE:
                shutil.rmtree(unfinished, ignore_errors=True)
