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
        Such as ``"cifar10"`` or ``"cifar10-sample"``.

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
        forms=tuple(entry.get("forms", ())),
        archive_url=archive.get("url", ""),
        archive_sha256=archive.get("sha256", ""),
        npm_package=npm.get("package", ""),
        npm_megabytes=npm.get("megabytes", 0),
    )


def full_data_sets():
    """Look up every data set that comes whole or as a sample.

    Returns
    -------
    list of DataSet
        The whole ones, in the manifest's order. The name of a sample is that of the
        whole with ``-sample`` at its end.

    Raises
    ------
    DataError
        If the manifest is missing or broken.
    """
    entries = read_manifest(data_folder() / "manifest.json")
    return [data_set(name) for name in entries if f"{name}-sample" in entries]


def source_of(name, kind):
    """Look up where a data set comes from.

    Parameters
    ----------
    name : str
        e.g. ``"cats-and-dogs"``, which is no :class:`DataSet`, since it is files.
    kind : str
        e.g. ``"archive"``.

    Returns
    -------
    dict
        What the manifest says of this source; empty where there is none.

    Raises
    ------
    DataError
        If the manifest is missing or broken.
    """
    return _source(read_manifest(data_folder() / "manifest.json").get(name, {}), kind)


def _source(entry, kind):
    """Find the source of a kind; an empty one where there is none."""
    return next(
        (source for source in entry.get("sources", ()) if source["kind"] == kind), {}
    )
