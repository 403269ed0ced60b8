"""The first code cell of every notebook: it makes the course's functions available."""

import re

FIRST_LINE = (
    "# On Colab this brings the course's functions; elsewhere there is nothing to do."
)

LEARNER_LINES = "from lessons_lib import check"
# Claims stand behind the text of the solved notebooks only.
CANONICAL_LINES = f"{LEARNER_LINES}\nfrom lessons_lib.claims import claim"

_FETCH = """\
import importlib.util
import subprocess
import sys

if importlib.util.find_spec("lessons_lib") is None:
    package = "lessons-lib @ git+{address}"
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", package], check=True)

"""


def setup_source(address):
    """Write the set-up cell for a repository.

    Parameters
    ----------
    address : str or None
        Public address of the repository, such as
        :func:`lessons_lib.address.repository_address` gives. Without one there
        is nothing to fetch from, and the cell only imports.

    Returns
    -------
    str
        Python source.
    """
    return _source(address, CANONICAL_LINES)


def learner_setup_source(address):
    """Write the set-up cell of a learner notebook: it has no claims.

    Parameters
    ----------
    address : str or None
        As for :func:`setup_source`.

    Returns
    -------
    str
        Python source.
    """
    return _source(address, LEARNER_LINES)


def _source(address, last_lines):
    fetch = "" if address is None else _FETCH.format(address=address)
    return f"{FIRST_LINE}\n{fetch}{last_lines}"


def address_in(source):
    """Read the repository's address out of a set-up cell.

    Parameters
    ----------
    source : str

    Returns
    -------
    str or None
    """
    found = re.search(r"git\+(https://[\w./-]+)\"", source)
    return found and found[1]


def is_setup_source(source):
    """Tell whether a cell is the set-up cell of some repository, or of none.

    Parameters
    ----------
    source : str

    Returns
    -------
    bool
    """
    return source == setup_source(address_in(source))
