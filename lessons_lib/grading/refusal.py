"""Why notebooks can't be isolated on this machine, and what to do about it.

Nothing here may import what only Linux has: on other systems it says so.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SECONDS_TO_START = 120

_ELSEWHERE = {
    "darwin": (
        "macOS",
        "Grade on a Linux machine, or in a virtual machine with Linux on this one.",
    ),
    "win32": (
        "Windows",
        "Grade in WSL 2 (`wsl --install` sets up a Linux on this machine) or on a Linux machine.",
    ),
}

_MISSING = """\
bubblewrap is missing, and without it nothing would keep a notebook from this machine's files.
Install it: `sudo apt install bubblewrap` (Debian, Ubuntu) or `sudo dnf install bubblewrap` \
(Fedora)."""

_UBUNTU = """\
bubblewrap is here, but AppArmor, as Ubuntu 24.04 sets it up, forbids it to isolate \
programs. Allow it, and nothing else:
    sudo apt install apparmor-profiles
    sudo cp /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/
    sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict"""

_SETTINGS = {
    "kernel/unprivileged_userns_clone": "kernel.unprivileged_userns_clone=1",
    "user/max_user_namespaces": "user.max_user_namespaces=10000",
}

_FORBIDDEN = """\
bubblewrap is here, but this system's settings forbid user namespaces, by which it isolates \
programs. Allow them: `sudo sysctl {setting}`"""

_OTHER = """\
bubblewrap is here, but can't isolate programs; it says: {said}
If this is a container, start it with the right to make namespaces (`docker run --privileged`)."""

_NO_PYTHON = """\
The sandbox starts, but the course doesn't run in it; Python says: {said}
`python -m lessons_lib doctor` looks for what is wrong. As root, also let every user read the \
course's files: a notebook runs there as the user nobody."""

_INSIDE = """\
{folder} lies in {readable}, which every notebook can read, so learners could read each other's \
work. Move the notebooks out of it."""


def why_not(folder):
    """Say why notebooks of a folder can't be isolated here, after trying it.

    Parameters
    ----------
    folder : pathlib.Path
        Resolved: without links in its path.

    Returns
    -------
    str or None
        What is missing and what to do; None if isolation works.
    """
    if sys.platform != "linux":
        name, remedy = _ELSEWHERE.get(
            sys.platform, (sys.platform, "Grade on a Linux machine.")
        )
        return f"{name} can't isolate a notebook from your files as Linux can. {remedy}"
    if shutil.which("bwrap") is None:
        return _MISSING
    from lessons_lib.grading import sandbox

    for readable in sandbox.readable_folders():
        if folder.is_relative_to(readable):
            return _INSIDE.format(folder=folder, readable=readable)
    said = _try()
    if said is None:
        return None
    if not said.startswith("bwrap:"):
        return _NO_PYTHON.format(said=said)
    # Root needs no user namespace.
    if os.geteuid() != 0:
        if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
            return _UBUNTU
        for name, setting in _SETTINGS.items():
            if _setting(name) == "0":
                return _FORBIDDEN.format(setting=setting)
    return _OTHER.format(said=said)


def _try():
    """Send an empty file to the worker, which should say that it is no notebook."""
    from lessons_lib.grading import sandbox

    try:
        tried = subprocess.run(
            [shutil.which("bwrap"), *sandbox.arguments(memory=1_000_000_000)],
            env=sandbox.variables(),
            input=b"",
            capture_output=True,
            timeout=SECONDS_TO_START,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"nothing happened for {SECONDS_TO_START} seconds."
    if b'{"end": "no notebook"}' in tried.stdout:
        return None
    lines = tried.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"it ended with status {tried.returncode}."


def _setting(name):
    """Read a setting of the kernel; None where there is no such setting."""
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return None
