"""A data set in the size that ``LESSONS_DATA`` asks for: the whole, or a tenth."""

import os

from lessons_lib.data import manifest, roads
from lessons_lib.data.dataset import DataError
from lessons_lib.data.sample import read_sample

# What load gave last in this process, by name.
_given = {}


def load(name):
    """Load a data set: the whole of it, or the tenth that comes with the course.

    Parameters
    ----------
    name : str
        Its name in the manifest, such as ``"cifar10"``.

    Returns
    -------
    Arrays
        Verified. Where ``LESSONS_DATA`` is auto and the whole can't be had, it is the
        sample, with a printed sentence.

    Raises
    ------
    DataError
        If ``LESSONS_DATA`` is something else than full, sample or auto, or asks for
        the full data and they can't be had, or if the sample is damaged.
    """
    asked = asked_size()
    full = manifest.data_set(name)
    if asked != "sample":
        try:
            arrays, _ = roads.load_full(full)
            _given[name] = "full"
            return arrays
        except DataError as error:
            if asked == "full":
                raise
            reason = str(error)
    arrays = read_sample(manifest.data_set(f"{name}-sample"))
    if asked == "auto":
        reason = reason[0].lower() + reason[1:]
        print(f"This is the sample, a tenth of {full.title}, since {reason}", flush=True)
    _given[name] = "sample"
    return arrays


def data_size():
    """Tell which size the data of this process have, without loading any.

    Returns
    -------
    {"full", "sample"}
        What ``LESSONS_DATA`` asks for. Where it is ``auto``: full if all that was
        given was full, and before that, if the full CIFAR-10 is on this disk.

    Raises
    ------
    DataError
        If ``LESSONS_DATA`` is something else.
    """
    asked = asked_size()
    if asked != "auto":
        return asked
    if _given:
        return "sample" if "sample" in _given.values() else "full"
    return expected_size(manifest.data_set("cifar10"))


def expected_size(data):
    """Tell which size of a data set :func:`load` gives as things are on this disk.

    Parameters
    ----------
    data : DataSet
        The whole one.

    Returns
    -------
    {"full", "sample"}
        What ``LESSONS_DATA`` asks for; where it is ``auto``, whether the full data
        are on this disk.

    Raises
    ------
    DataError
        If ``LESSONS_DATA`` is something else.
    """
    asked = asked_size()
    if asked != "auto":
        return asked
    return "full" if roads.is_on_disk(data) else "sample"


def asked_size():
    """Read ``LESSONS_DATA``; unset or empty means auto.

    Returns
    -------
    {"full", "sample", "auto"}

    Raises
    ------
    DataError
        If it is something else.
    """
    asked = os.environ.get("LESSONS_DATA") or "auto"
    if asked not in ("full", "sample", "auto"):
        raise DataError(f"LESSONS_DATA is {asked!r}; it can be full, sample or auto.")
    return asked
