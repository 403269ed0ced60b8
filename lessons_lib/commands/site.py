"""Build the site, from nothing, and stop at the first kind of doubt."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from lessons_lib.bundling.contents import files_in
from lessons_lib.commands.environment import ROOT
from lessons_lib.table_of_contents import read_contents

BUILD = ROOT / "_build"
# What Jupyter Book makes there; slides and bundles lie beside it.
OLD_BUILD = ("html", ".doctrees", ".jupyter_cache", "jupyter_execute")
# What the site is made of, beside the notebooks. Some of it is computed at each build:
# from the trained model and the sample in data, and from what the checks answer.
SOURCES = ("book", "data", "lessons_lib", "tests/checks/answers")


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


def build_if_stale():
    """Build the site if it is not there, not whole, or older than what it is made of.

    Returns
    -------
    int
        0 if the site is fresh now.
    """
    if is_fresh():
        return 0
    print("The site is missing or older than its sources: building it ...", flush=True)
    return run([])


def is_fresh():
    """Tell whether the site is there, whole, and younger than what it is made of.

    Returns
    -------
    bool
    """
    html = BUILD / "html"
    pages = read_contents(ROOT).pages
    if not all(built_page(html, page) for page in pages):
        return False
    built = min((html / f"{page}.html").stat().st_mtime for page in pages)
    return all(path.stat().st_mtime < built for path in _sources())


def _sources():
    """Yield the files that the site is made of."""
    yield from (ROOT / "_config.yml", ROOT / "_toc.yml")
    yield from (ROOT / "notebooks").glob("*.ipynb")
    for folder in SOURCES:
        yield from files_in(ROOT / folder).values()


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
