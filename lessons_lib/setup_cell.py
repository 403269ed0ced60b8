"""The first code cell of every notebook: it makes the course's functions available."""

import re

FIRST_LINE = (
    "# On Colab this brings the course's functions; elsewhere there is nothing to do."
)

# What it ends with is not shown on the site: claims stand behind the text, not in it.
LAST_LINE = "from lessons_lib.claims import claim"

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
    fetch = "" if address is None else _FETCH.format(address=address)
    return f"{FIRST_LINE}\n{fetch}{LAST_LINE}"


def is_setup_source(source):
    """Tell whether a cell is the set-up cell of some repository, or of none.

    Parameters
    ----------
    source : str

    Returns
    -------
    bool
    """
    address = re.search(r"git\+(https://[\w./-]+)\"", source)
    return source == setup_source(address and address[1])
