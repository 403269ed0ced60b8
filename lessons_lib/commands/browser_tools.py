"""What the PDF and the tests of the website need besides Python: a browser, npm's tools."""

import hashlib
import shutil
import subprocess

from lessons_lib.commands.environment import ROOT

FOLDER = ROOT / "tests" / "browser"
MODULES = FOLDER / "node_modules"
# Debian and Ubuntu, Fedora and Arch, then Google's own package.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class BrowserToolsError(Exception):
    """A tool is missing; the text says how to get it."""


def browser():
    """Find the browser that prints the PDF and that the tests drive.

    Returns
    -------
    str
        Path of Chromium or Chrome.

    Raises
    ------
    BrowserToolsError
        If this computer has neither.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise BrowserToolsError(
            "The PDF and the tests of the website need Chromium, which is not installed; "
            "on Debian and Ubuntu, `apt install chromium` brings it."
        )
    return found


def ensure():
    """Install the pinned npm packages, or install them anew when the pins have changed.

    Raises
    ------
    BrowserToolsError
        If npm is missing or fails.
    """
    stamp = MODULES / "installed.sha256"
    digest = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise BrowserToolsError(
            "The tests of the website need npm, which is not installed; on Debian and "
            "Ubuntu, `apt install npm` brings it."
        )
    # `--engine-strict=false`: npm may run on an older Node.js than the tools, which run on
    # the one that Playwright brings.
    command = [npm, "ci", "--silent", "--engine-strict=false"]
    if subprocess.run(command, cwd=FOLDER, check=False).returncode:
        shutil.rmtree(MODULES, ignore_errors=True)
        raise BrowserToolsError(
            "npm could not install what the tests of the website need. Read what it says "
            "above; it needs the network once."
        )
    stamp.write_text(digest)
