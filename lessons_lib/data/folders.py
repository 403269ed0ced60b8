"""Where things lie: the data that comes with the course, and the cache."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def data_folder():
    """Find the folder with the manifest, the sample, the models and the pictures.

    Returns
    -------
    pathlib.Path
        ``_data`` inside the package where it was installed from a wheel, else
        ``data`` in the repository.
    """
    installed = PACKAGE / "_data"
    return installed if installed.is_dir() else PACKAGE.parent / "data"


def cache_folder():
    """Name the folder for what was fetched; it need not exist.

    Returns
    -------
    pathlib.Path
        ``LESSONS_CACHE_DIR`` where that is set, else the platform's place for
        caches, such as ``~/.cache/lessons-lib`` on Linux.
    """
    named = os.environ.get("LESSONS_CACHE_DIR")
    if named:
        return Path(named).expanduser()
    # Not by pooch, which would load tqdm and its advice on widgets into every notebook.
    import platformdirs

    return Path(platformdirs.user_cache_dir("lessons-lib"))


def named_path():
    """Give the folder that is named in ``LESSONS_DATA_DIR``; it need not exist.

    Returns
    -------
    pathlib.Path or None
        None where the variable is not set.
    """
    named = os.environ.get("LESSONS_DATA_DIR")
    return Path(named).expanduser() if named else None
