"""Bring what lies nowhere yet: the wheels and their list, and the full data."""

from packaging.requirements import Requirement

from lessons_lib.bundling import gathering, pins

PACKAGE = "lessons-lib"


def stage_wheels(root, target, folder, fetch, build):
    """Bring the wheels of everything that a learner needs, and write their list.

    Parameters
    ----------
    root : pathlib.Path
        The repository.
    target : lessons_lib.bundling.target.Target
    folder : pathlib.Path
        Made for them.
    fetch : callable
        Puts wheels into a folder, such as
        :func:`lessons_lib.bundling.downloading.download`.
    build : callable
        Puts the course's own wheel into a folder, such as
        :func:`lessons_lib.bundling.downloading.build_course_wheel`.

    Returns
    -------
    list of pathlib.Path

    Raises
    ------
    BundleError
        If one of them can't be had.
    """
    folder.mkdir()
    build(root, folder)
    known = pins.pins_for((root / "requirements.txt").read_text(encoding="utf-8"), target)
    # Debian's Python comes without pip. Nothing pins it: its newest version will do.
    known["pip"] = [Requirement("pip")]
    asked = (root / "requirements.in").read_text(encoding="utf-8")
    roots = [
        Requirement(PACKAGE),
        *known["pip"],
        *pins.learners_requirements(asked, target),
    ]
    wheels = gathering.gather(
        roots, known, target, folder, lambda missing: fetch(missing, target, folder)
    )
    pinned = pins.pinned_list(wheels, known)
    (folder / "requirements.txt").write_text(pinned, encoding="utf-8")
    return wheels


def stage_data(folder):
    """Write the full data as the cache holds them; print why where they can't be had.

    Parameters
    ----------
    folder : pathlib.Path
        A folder for each data set is made in it.

    Returns
    -------
    dict of str to {"full", "sample"}
        What learners get of each data set, by its title. The samples lie in the
        course's own wheel.
    """
    import numpy as np

    from lessons_lib.data import DataError, formats, roads
    from lessons_lib.data.manifest import full_data_sets

    sizes = {}
    for data in full_data_sets():
        try:
            arrays, _ = roads.load_full(data)
        except DataError as error:
            print(f"{error} This bundle gets the sample of it only.", flush=True)
            sizes[data.title] = "sample"
            continue
        place = folder / data.name
        place.mkdir(parents=True)
        for name, array in zip(formats.NPY_FILES, arrays, strict=True):
            np.save(place / name, array)
        sizes[data.title] = "full"
    return sizes
