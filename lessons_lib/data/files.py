"""Files that come with the course: trained models and our own pictures."""

import hashlib

from lessons_lib.data.dataset import DataError
from lessons_lib.data.folders import data_folder
from lessons_lib.data.manifest import read_manifest


def trained_model_path(name):
    """Find a trained model that later episodes start from, and verify it.

    Parameters
    ----------
    name : str
        Its name in ``data/models/manifest.json``, without ``.keras``.

    Returns
    -------
    pathlib.Path
        A file for :func:`keras.saving.load_model`.

    Raises
    ------
    DataError
        If the name is unknown, or the file missing or altered.
    """
    folder = data_folder() / "models"
    known = read_manifest(folder / "manifest.json")
    if name not in known:
        raise DataError(f"There is no trained model {name!r}, only {', '.join(known)}.")
    path = folder / f"{name}.keras"
    remedy = "get the course's files anew, or train it with `python -m lessons_lib models`"
    if not path.is_file():
        raise DataError(f"The trained model {path} is missing: {remedy}.")
    if hashlib.sha256(path.read_bytes()).hexdigest() != known[name]["sha256"]:
        raise DataError(f"The trained model {path} is not the course's any more: {remedy}.")
    return path


def picture_path(name):
    """Find one of the course's own pictures, or a folder of them.

    Parameters
    ----------
    name : str
        Its name in ``data/pictures``.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    DataError
        If it is not there. The sentence lists what is.
    """
    folder = data_folder() / "pictures"
    path = folder / name
    if not name or not path.exists():
        there = sorted(entry.name for entry in folder.glob("[!._]*"))
        there = ", ".join(entry for entry in there if not entry.endswith((".md", ".py")))
        raise DataError(f"{folder} holds {there or 'nothing'}, but no {name!r}.")
    return path
