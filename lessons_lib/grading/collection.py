"""The notebooks of a folder: which there are, and whether they can be read."""

import os
from pathlib import Path

# A learner notebook with all its pictures has about 1 MB.
MOST_BYTES = 30_000_000


class NotReadable(Exception):
    """The file is not given to the sandbox; the text says why."""


def notebooks_in(folder):
    """List the notebooks of a folder and of the folders in it.

    Hidden files and folders are left out: Jupyter keeps its checkpoints there, and
    archives made on a Mac hold a hidden companion of each file.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    list of pathlib.Path
        In the order of their names.

    Raises
    ------
    OSError
        If one of the folders can't be read.
    """
    found = []
    for place, folders, files in os.walk(folder, onerror=_fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(place, name)
            for name in files
            if name.lower().endswith(".ipynb") and not name.startswith(".")
        ]
    return sorted(found)


def _fail(error):
    """Stop: a folder left out in silence would cost its owner the row."""
    raise error


def content(path):
    """Read a file as it is, if it is one.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    bytes

    Raises
    ------
    NotReadable
        If it is a link (which may point to somebody else's work), no regular
        file, too large, or not to be read by this user.
    """
    if path.is_symlink():
        raise NotReadable("a link, not a file of its own")
    # Opening a pipe would wait for ever for somebody to write into it.
    if not path.is_file():
        raise NotReadable("not a file")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotReadable(f"larger than {MOST_BYTES / 1e6:.0f} MB")
        return path.read_bytes()
    except OSError as error:
        raise NotReadable(f"can't be read: {error.strerror}") from error
