"""Build the site, from nothing, and stop at the first kind of doubt."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from lessons_lib.commands.environment import ROOT
from lessons_lib.table_of_contents import read_contents

BUILD = ROOT / "_build"
# What Jupyter Book makes there; slides and bundles lie beside it.
OLD_BUILD = ("html", ".doctrees", ".jupyter_cache", "jupyter_execute")


def run(arguments):
    """Build the site into ``_build`` and say where it is.

    The old build goes first, and a warning is an error: a page that looks built
    but is stale or half empty is worse than none.

    Parameters
    ----------
    arguments : list of str
        Nothing.

    Returns
    -------
    int
        0 if every page of the contents was built without a warning.
    """
    started = time.monotonic()
    for folder in OLD_BUILD:
        shutil.rmtree(BUILD / folder, ignore_errors=True)
    start = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", start, "build", str(ROOT)]
    options = ["--quiet", "-W", "--keep-going", "-n"]
    status = subprocess.run([*command, *options], cwd=ROOT, check=False).returncode
    pages = read_contents(ROOT).pages
    missing = [page for page in pages if not built_page(BUILD / "html", page)]
    for page in missing:
        print(f"{page} is in _toc.yml, but the site has no such page.", file=sys.stderr)
    if status or missing:
        print("The site was not built: see the messages above.", file=sys.stderr)
        return 1
    print(f"Built in {time.monotonic() - started:.0f} s. Open {BUILD / 'html/index.html'}")
    return 0


def built_page(html, page):
    """Tell whether a page was built and has content.

    Parameters
    ----------
    html : path-like
        The folder of the built site.
    page : str
        A page as the contents name it, such as ``"book/index"``.

    Returns
    -------
    bool
    """
    path = Path(html) / f"{page}.html"
    return path.is_file() and "<article" in path.read_text(encoding="utf-8")
