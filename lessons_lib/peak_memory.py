"""The most memory that a process has used."""

import re
from pathlib import Path


def peak_memory(pid="self"):
    """Read the most memory a process has used so far.

    Parameters
    ----------
    pid : int or str, default "self"
        Number of the process.

    Returns
    -------
    float or None
        In GB of 10^9 bytes; None without Linux's ``/proc``, or if the process
        has ended.
    """
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    kilobytes = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
    # A process that has ended, but for its number, has no memory.
    if kilobytes is None:
        return None
    return round(int(kilobytes[1]) * 1024 / 1e9, 2)
