"""Read ``data/manifest.json``, which describes every data set of the course."""

import json

from lessons_lib.data.dataset import Arrays, DataError, DataSet
from lessons_lib.data.folders import data_folder


def read_manifest(path):
    """Read a JSON file that says what lies beside it.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    dict

    Raises
    ------
    DataError
        If the file is missing or is not JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"{path} can't be read ({error}): get the course's files anew."
        ) from error


def data_set(name):
    """Look up a data set.

    Parameters
    ----------
    name : str
        ``"cifar10"`` or ``"cifar10-sample"``.

    Returns
    -------
    DataSet

    Raises
    ------
    DataError
        If the manifest is missing or broken, or does not know the name.
    """
    path = data_folder() / "manifest.json"
    entries = read_manifest(path)
    if name not in entries:
        raise DataError(f"{path} knows {', '.join(entries)}, but no {name}.")
    entry = entries[name]
    archive, npm = _source(entry, "archive"), _source(entry, "npm")
    return DataSet(
        name=name,
        title=entry["title"],
        shapes=Arrays(**{part: tuple(shape) for part, shape in entry["shapes"].items()}),
        sha256=entry["sha256"],
        archive_url=archive.get("url", ""),
        archive_sha256=archive.get("sha256", ""),
        npm_package=npm.get("package", ""),
        npm_megabytes=npm.get("megabytes", 0),
    )


def _source(entry, kind):
    """Find the source of a kind; an empty one where there is none."""
    return next((source for source in entry["sources"] if source["kind"] == kind), {})
