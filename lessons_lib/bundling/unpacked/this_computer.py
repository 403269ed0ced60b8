"""Look whether this computer, and this folder on it, are right for the bundle.

Nothing newer than Python 3.5 stands here either: see install.py.
"""
# ruff: noqa: UP031

import os
import platform
import shutil
import sys

SYSTEMS = {"Darwin": "macos", "Linux": "linux", "Windows": "windows"}
MACHINES = {"amd64": "x86_64", "arm64": "arm64", "aarch64": "aarch64"}
# The longest path that Windows handles unless somebody has told it otherwise.
WINDOWS_PATH = 259


class Refusal(Exception):
    """The course can't be installed as things are; the text says what to do."""


def this_platform():
    """Name this computer's system and the processor that this Python is made for.

    Returns
    -------
    str
        Such as ``"linux-x86_64"``.
    """
    system = SYSTEMS.get(platform.system(), platform.system().lower())
    machine = MACHINES.get(platform.machine().lower(), platform.machine().lower())
    bits = "" if sys.maxsize > 2**32 else " with a Python of 32 bits"
    return "%s-%s%s" % (system, machine, bits)


def refuse_wrong_computer(bundle):
    """Compare Python and system with what the bundle is for.

    Parameters
    ----------
    bundle : dict
        What ``bundle.json`` says.

    Raises
    ------
    Refusal
        If the bundle can't work here.
    """
    wanted, this = bundle["python"], "%d.%d" % sys.version_info[:2]
    if this != wanted:
        windows = bundle["platform"].startswith("windows")
        command = ("py -" if windows else "python") + wanted
        raise Refusal(
            "This bundle is for Python %s, and this is Python %s: type `%s install.py`, or "
            "ask for Python %s or for another bundle." % (wanted, this, command, wanted)
        )
    if this_platform() != bundle["platform"]:
        raise Refusal(
            "This bundle is for %s, and this computer is %s: ask for the bundle for it."
            % (bundle["platform"], this_platform())
        )
    name, version = _system_version()
    if _numbers(version) < _numbers(bundle["least_system"]):
        raise Refusal(
            "This bundle needs %s %s or newer, and here it is %s: use a newer system."
            % (name, bundle["least_system"], version or "another one")
        )


def refuse_wrong_place(bundle, environment):
    """See whether the environment has room where it is to be made.

    Parameters
    ----------
    bundle : dict
        What ``bundle.json`` says.
    environment : pathlib.Path
        Its folder; it need not exist.

    Raises
    ------
    Refusal
        If the disk is too full, or the folder lies too deep for Windows.
    """
    free = shutil.disk_usage(str(environment.parent)).free
    if free < bundle["installed_bytes"]:
        raise Refusal(
            "The course needs %.1f GB here, and %.1f GB are free: make room, or move this "
            "folder to another disk." % (bundle["installed_bytes"] / 1e9, free / 1e9)
        )
    packages = environment / "Lib" / "site-packages"
    longest = len(str(packages)) + 1 + bundle["longest_path"]
    if os.name == "nt" and longest > WINDOWS_PATH and not _windows_takes_long_paths():
        raise Refusal(
            "This folder lies too deep for Windows by %d characters: move it to a shorter "
            "place, such as C:\\course, and start again." % (longest - WINDOWS_PATH)
        )


def _system_version():
    """Name what wheels for this system ask for, and its version."""
    if platform.system() == "Darwin":
        return "macOS", platform.mac_ver()[0]
    if platform.system() == "Linux":
        name, version = platform.libc_ver()
        return "Linux with glibc", version if name == "glibc" else ""
    return "", ""


def _numbers(version):
    return tuple(int(number) for number in version.split(".") if number.isdigit())


def _windows_takes_long_paths():
    import winreg

    place = r"SYSTEM\CurrentControlSet\Control\FileSystem"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return winreg.QueryValueEx(key, "LongPathsEnabled")[0] == 1
    except OSError:
        return False
