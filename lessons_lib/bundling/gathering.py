"""Gather the wheels of some packages and of everything that those need in turn.

What a package needs stands in its wheel, and may be something else on another
system. So each round reads the wheels of the round before.
"""

import zipfile

from packaging.metadata import parse_email
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from lessons_lib.bundling import BundleError


def gather(roots, pins, target, folder, fetch):
    """Fetch the wheels of the roots, of what they need, and so on.

    Parameters
    ----------
    roots : list of packaging.requirements.Requirement
    pins : dict of str to list of packaging.requirements.Requirement
        The versions of every package that may be met.
    target : lessons_lib.bundling.target.Target
    folder : pathlib.Path
        Where the wheels come. What lies there already is not fetched again.
    fetch : callable
        Given a list of pinned requirements, puts their wheels into the folder.

    Returns
    -------
    list of pathlib.Path
        The wheels, in the order of their names.

    Raises
    ------
    BundleError
        If a package is needed that nothing pins.
    """
    waiting, met = list(roots), set()
    while waiting:
        fetch(_missing(waiting, pins, wheels_by_name(folder)))
        wheels, following = wheels_by_name(folder), []
        for requirement in waiting:
            name = canonicalize_name(requirement.name)
            asked = (name, frozenset(requirement.extras))
            if asked not in met:
                met.add(asked)
                for wheel in wheels[name]:
                    following += _needed_by(wheel, requirement.extras, target)
        waiting = following
    return sorted(folder.glob("*.whl"))


def wheels_by_name(folder):
    """List the wheels in a folder.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    dict of str to list of pathlib.Path
        By the package's name.
    """
    wheels = {}
    for path in sorted(folder.glob("*.whl")):
        name, *_ = parse_wheel_filename(path.name)
        wheels.setdefault(name, []).append(path)
    return wheels


def _missing(waiting, pins, there):
    """List the pins of what is waited for and not there, each once."""
    names = {canonicalize_name(requirement.name) for requirement in waiting} - set(there)
    unknown = sorted(names - set(pins))
    if unknown:
        raise BundleError(
            f"{', '.join(unknown)} is needed, but requirements.txt does not pin it: "
            "run `python -m lessons_lib pins`, then make the bundle again."
        )
    return [pin for name in sorted(names) for pin in pins[name]]


def _needed_by(wheel, extras, target):
    """Read the requirements out of a wheel that count on the target."""
    with zipfile.ZipFile(wheel) as archive:
        inside = archive.namelist()
        # Not those of packages that a package carries within itself.
        path = next(
            name
            for name in inside
            if name.endswith(".dist-info/METADATA") and name.count("/") == 1
        )
        fields, _ = parse_email(archive.read(path))
    requirements = map(Requirement, fields.get("requires_dist", ()))
    return [one for one in requirements if target.applies(one, extras)]
