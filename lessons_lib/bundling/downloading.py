"""Let pip download the wheels for another computer than this one."""

import re
import subprocess
import sys
from pathlib import Path

from lessons_lib.bundling import BundleError

# pip's own words where it does not get through to its index.
_NO_WAY = re.compile(
    r"Retrying|Connection(?:Error| refused| reset)|Max retries|Name or service|ProxyError"
    r"|timed? ?out",
    re.IGNORECASE,
)


def download(pins, target, folder):
    """Download the wheels of pinned packages, and print the name of each.

    Parameters
    ----------
    pins : list of packaging.requirements.Requirement
        A package may be there in two versions.
    target : lessons_lib.bundling.target.Target
    folder : pathlib.Path

    Raises
    ------
    BundleError
        If one of them can't be had. The sentence names it.
    """
    waiting = list(pins)
    while waiting:
        # pip refuses two versions of a package in one go.
        one_of_each = {pin.name: pin for pin in waiting}.values()
        waiting = [pin for pin in waiting if pin not in one_of_each]
        _pip_download([f"{pin.name}{pin.specifier}" for pin in one_of_each], target, folder)


def build_course_wheel(root, folder):
    """Build the wheel of ``lessons_lib``, with the sample of the data in it.

    Parameters
    ----------
    root : pathlib.Path
        The folder of ``pyproject.toml``.
    folder : pathlib.Path

    Raises
    ------
    BundleError
        If it can't be built.
    """
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", folder]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", *options, root],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BundleError(
            f"The course's own package can't be built ({_last_error(done.stderr)}): "
            "get its files anew."
        )


def _pip_download(requirements, target, folder):
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--progress-bar=off"]
    command += ["--dest", str(folder), *target.pip_options(), *requirements]
    said = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout:
            said.append(line)
            # The second where a computer has an index of its own on its disk.
            if line.startswith(("Collecting ", "Processing ")):
                print(f"  {Path(line.split()[1]).name}", flush=True)
    if process.returncode:
        raise BundleError(_explanation("".join(said), target))


def _explanation(said, target):
    """Turn pip's lines into one sentence with the package and what to do."""
    missing = re.search(r"No matching distribution found for (\S+)", said)
    collecting = re.findall(r"^Collecting (\S+)", said, re.MULTILINE)
    package = missing[1] if missing else collecting[-1] if collecting else "A package"
    if _NO_WAY.search(said):
        return (
            f"{package} can't be downloaded, since pip does not reach its package index: "
            "check the network or its proxy, then make the bundle again. pip keeps what "
            "it has downloaded."
        )
    if missing:
        return (
            f"{package} has no wheel for {target}: make a bundle for another Python or "
            "platform, or ask for another version in requirements.in and run "
            "`python -m lessons_lib pins`."
        )
    return (
        f"{package} can't be downloaded ({_last_error(said)}): mend this, then make the "
        "bundle again."
    )


def _last_error(said):
    """Pick the last line that pip calls an error, or the last line at all."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["pip says nothing"])[-1]
