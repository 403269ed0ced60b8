"""The sandbox: bubblewrap shows a notebook Python and the course, and nothing else.

A process in it sees the system's programs, the course's Python and the course
itself, all read-only, and an empty folder in memory that vanishes with it. It has
no network, sees no other process, and reads its notebook from its standard input:
neither the folder with everybody's notebooks nor a home folder exists in there.
"""

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil

from lessons_lib.data.folders import PACKAGE, data_folder

HOME = "/tmp/home"
# All that a notebook can write to; both are in memory.
WRITABLE = ("/tmp", "/dev/shm")

_NAMESPACES = (
    "--unshare-pid",
    "--unshare-net",
    "--unshare-ipc",
    "--unshare-uts",
    "--unshare-cgroup-try",
    # Without it a process could type into the terminal of whoever grades.
    "--new-session",
    "--die-with-parent",
    "--cap-drop",
    "ALL",
)

# Programs and libraries of the system. Where /bin is a link, it is one in there, too.
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_SETTINGS = ("/etc/ld.so.cache", "/etc/alternatives")


class NotStarted(Exception):
    """The sandbox didn't begin; the text says why."""


def readable_folders():
    """List the folders that a notebook in the sandbox can read.

    Returns
    -------
    list of pathlib.Path
        Programs of the system, Python with its packages, the course's functions
        and its data. None of them lies in another one.
    """
    system = [Path(name) for name in _SYSTEM if Path(name).is_dir()]
    ours = [Path(sys.base_prefix), Path(sys.prefix), PACKAGE, data_folder()]
    # An interpreter may be named through links: what they lead to must be there as well.
    wanted = [path for path in system if not path.is_symlink()]
    wanted += [*ours, *(path.resolve() for path in ours)]
    return [
        path
        for path in dict.fromkeys(wanted)
        if not any(path != other and path.is_relative_to(other) for other in wanted)
    ]


def arguments(memory):
    """Write what bubblewrap needs to be told to start the worker in the sandbox.

    Parameters
    ----------
    memory : int
        The most bytes that a process in it may allocate.

    Returns
    -------
    list of str
    """
    told = list(_NAMESPACES)
    if os.geteuid() == 0:
        # The worker becomes nobody before it touches the notebook, and needs these to do so.
        told += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    told += ["--proc", "/proc", "--dev", "/dev"]
    for folder in WRITABLE:
        told += ["--tmpfs", folder]
    # After those, since the course may lie in one of them.
    for folder in readable_folders():
        # The folders that bubblewrap makes by itself only root could enter.
        for parent in reversed(folder.parents[:-1]):
            told += ["--dir", str(parent)]
        told += ["--ro-bind", str(folder), str(folder)]
    for name in _SYSTEM:
        if os.path.islink(name):
            told += ["--symlink", os.readlink(name), name]
    for name in _SETTINGS:
        told += ["--ro-bind-try", name, name]
    # What bubblewrap makes by itself is in memory as well and would be writable.
    told += ["--remount-ro", "/dev", "--dir", HOME, "--remount-ro", "/", "--chdir", HOME]
    return [*told, sys.executable, "-m", "lessons_lib.grading.worker", str(memory)]


def variables():
    """Write the environment of the sandbox; nothing of ours is passed on but the backend.

    Returns
    -------
    dict of str to str
    """
    chosen = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": HOME,
        "USER": "learner",
        "LANG": "C.UTF-8",
        "LESSONS_DATA": "sample",
    }
    if "KERAS_BACKEND" in os.environ:
        chosen["KERAS_BACKEND"] = os.environ["KERAS_BACKEND"]
    return chosen


@contextlib.contextmanager
def started(notebook, memory):
    """Start the worker on a notebook; when the block ends, nothing of it is left.

    Parameters
    ----------
    notebook : bytes
    memory : int
        The most bytes that a process in the sandbox may allocate.

    Yields
    ------
    stdout : io.BufferedReader
        What the worker says.
    first : psutil.Process
        The first process of the sandbox. All others descend from it.

    Raises
    ------
    NotStarted
        If bubblewrap doesn't start, or ends before the sandbox begins.
    """
    reading, writing = os.pipe()
    with _in_memory(notebook) as file, open(reading, "rb") as info:
        process = subprocess.Popen(
            [shutil.which("bwrap"), "--info-fd", str(writing), *arguments(memory)],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=variables(),
            pass_fds=[writing],
            # Ctrl-C is for us; we end the sandbox ourselves.
            start_new_session=True,
        )
        os.close(writing)
        said = info.read()
    with process.stdout as stdout:
        try:
            first = psutil.Process(json.loads(said)["child-pid"])
        except (ValueError, psutil.NoSuchProcess) as error:
            process.wait()
            reason = f"bubblewrap ended with status {process.returncode}"
            raise NotStarted(reason) from error
        try:
            yield stdout, first
        finally:
            # With the first process the kernel ends all others of its namespace, and
            # bubblewrap waits for that.
            with contextlib.suppress(psutil.NoSuchProcess):
                first.kill()
            process.wait()


@contextlib.contextmanager
def _in_memory(content):
    """Open a file without a name that nobody can change, not even through /proc."""
    file = os.memfd_create("notebook", os.MFD_ALLOW_SEALING)
    try:
        with open(file, "wb", closefd=False) as writing:
            writing.write(content)
        os.lseek(file, 0, os.SEEK_SET)
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, seals | fcntl.F_SEAL_SEAL)
        yield file
    finally:
        os.close(file)
