"""Compare the installed packages with a file of pinned ones, on a bare Python, too."""

import importlib.metadata
import re


def compare_with(path):
    """Find what a requirements file pins and this Python does not have.

    Parameters
    ----------
    path : pathlib.Path
        Lines ``name==version``, possibly with a marker behind a semicolon.
        Anything else is passed over.

    Returns
    -------
    n_pinned : int
        How many packages it pins for this machine.
    missing : list of str
        Their names.
    other : list of str
        What is installed in another version, such as "numpy 2.0 instead of 2.1".
    """
    missing, other = [], []
    pinned = list(_pinned(path.read_text(encoding="utf-8")))
    for name, version in pinned:
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
            continue
        if found != version:
            other.append(f"{name} {found} instead of {version}")
    return len(pinned), missing, other


def _pinned(text):
    """Yield name and version of each ``name==version`` that applies to this machine."""
    for line in text.splitlines():
        match = re.match(r"([\w.-]+)(?:\[.*?\])?==([^\s;]+)\s*(?:;\s*(.+))?$", line)
        if match and _applies(match[3]):
            yield match[1], match[2]


def _applies(marker):
    """Whether a marker holds here; unknown ones, on a bare Python, do not."""
    if not marker:
        return True
    try:
        from packaging.markers import Marker
    except ImportError:
        return False
    return Marker(marker).evaluate()
