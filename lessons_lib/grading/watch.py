"""Run a notebook in the sandbox, and stop it where it goes too far."""

import os
import selectors
import time
from dataclasses import dataclass

import psutil

from lessons_lib.grading import sandbox
from lessons_lib.grading.result import Account

SECONDS_BETWEEN_LOOKS = 0.1
# The worker says a short line a cell and a verdict; this is a thousand times as much.
MOST_BYTES_SAID = 1_000_000
# What the kernel keeps of a file in memory even if the file is empty.
BYTES_A_FILE = 1_000


@dataclass(frozen=True)
class Limits:
    """How far one notebook may go.

    Attributes
    ----------
    minutes : float
        From the start of its sandbox.
    memory_gb : float
        Of all its processes and files together, a GB being 10⁹ bytes.
    """

    minutes: float
    memory_gb: float

    @property
    def memory(self):
        """The memory in bytes."""
        return int(self.memory_gb * 1e9)


def grade(notebook, file, limits):
    """Run a notebook in a sandbox of its own and tell what came of it.

    Parameters
    ----------
    notebook : bytes
        What its file holds, whatever that is.
    file : str
        Its path within the folder, for the result.
    limits : Limits

    Returns
    -------
    Result
        Never an error, whatever the notebook does.
    """
    account = Account()
    try:
        with sandbox.started(notebook, limits.memory) as (stdout, first):
            stopped = _listen(stdout, first, account, limits)
    except sandbox.NotStarted as error:
        stopped = f"no sandbox, {error}"
    return account.result(file, stopped)


def _listen(stdout, first, account, limits):
    """Take down what the worker says until it ends; say why if we don't wait for that."""
    deadline = time.monotonic() + limits.minutes * 60
    n_said, unfinished = 0, b""
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        while account.end is None:
            # Looked at before listening: a cell is said before it runs, so what is heard
            # then names the one that took the memory.
            too_much = memory_in_use(first) > limits.memory
            if selector.select(0 if too_much else SECONDS_BETWEEN_LOOKS):
                said = os.read(stdout.fileno(), 65536)
                if not said:
                    return None
                n_said += len(said)
                *lines, unfinished = (unfinished + said).split(b"\n")
                for line in lines:
                    account.take(line)
            if time.monotonic() > deadline:
                unit = "minute is" if limits.minutes == 1 else "minutes are"
                return f"{limits.minutes:g} {unit} over"
            if too_much:
                return f"uses more than {limits.memory_gb:g} GB of memory"
            if n_said > MOST_BYTES_SAID:
                return "disturbs its grading"
    return None


def memory_in_use(first):
    """Add up the memory of a sandbox.

    Parameters
    ----------
    first : psutil.Process
        Its first process.

    Returns
    -------
    int
        Bytes that its processes have in memory, plus those of its files, which are in
        memory as well. What processes share counts once for each.
    """
    try:
        processes = [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    total = 0
    for process in processes:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total + _files(processes)


def _files(processes):
    """Add up the memory of the files, as any process sees them that is still there."""
    for process in reversed(processes):
        root = f"/proc/{process.pid}/root"
        try:
            # Until its sandbox is made, a process still sees our own files.
            if os.path.samefile(root, "/"):
                continue
            systems = [os.statvfs(f"{root}{folder}") for folder in sandbox.WRITABLE]
        except OSError:
            continue
        return sum(
            (system.f_blocks - system.f_bfree) * system.f_frsize
            + (system.f_files - system.f_ffree) * BYTES_A_FILE
            for system in systems
        )
    return 0
