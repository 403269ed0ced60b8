"""Which packages a learner needs, and in which versions."""

import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

# How the paragraphs of requirements.in begin that a learner does without. A paragraph
# that nobody thought of here is packed: a larger bundle, but not a broken one.
NOT_FOR_LEARNERS = ("# the site", "# the slides", "# the tests")


def learners_requirements(text, target):
    """List what the notebooks and JupyterLab need, as ``requirements.in`` says it.

    Parameters
    ----------
    text : str
        Content of ``requirements.in``: paragraphs, each with a comment first.
    target : lessons_lib.bundling.target.Target

    Returns
    -------
    list of packaging.requirements.Requirement
    """
    paragraphs = re.split(r"\n\s*\n", text)
    kept = [part for part in paragraphs if not part.startswith(NOT_FOR_LEARNERS)]
    return [
        requirement
        for requirement in _requirements("\n".join(kept))
        if target.applies(requirement)
    ]


def pins_for(text, target):
    """Read the pinned versions that count on a target.

    Parameters
    ----------
    text : str
        Content of ``requirements.txt``.
    target : lessons_lib.bundling.target.Target

    Returns
    -------
    dict of str to list of packaging.requirements.Requirement
        By the package's name. There are two for a package whose version depends
        on the patch version of Python.
    """
    pins = {}
    for requirement in _requirements(text):
        if target.applies(requirement):
            pins.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return pins


def pinned_list(wheels, pins):
    """Write the requirements file that installs exactly these wheels.

    Parameters
    ----------
    wheels : iterable of pathlib.Path
    pins : dict
        As :func:`pins_for` gives them. Markers stay: on the learner's computer pip
        knows the patch version of Python.

    Returns
    -------
    str
    """
    lines = []
    for wheel in wheels:
        name, version, *_ = parse_wheel_filename(wheel.name)
        fitting = (pin for pin in pins.get(name, ()) if pin.specifier.contains(version))
        marker = next((pin.marker for pin in fitting), None)
        lines.append(f"{name}=={version}" + (f" ; {marker}" if marker else ""))
    return "\n".join(sorted(lines)) + "\n"


def _requirements(text):
    """Read the lines that are requirements."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line]
