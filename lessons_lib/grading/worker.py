"""Runs one notebook inside the sandbox and says, line by line, what comes of it.

It gets the notebook on its standard input and writes JSON, one object a line, to
its standard output:

- ``{"episode": "03-build"}``, or ``null``, before anything is run;
- ``{"cell": 7}`` before the code cell that Jupyter will call [7];
- ``{"verdict": {"challenge": "conv2d", "state": "right"}}`` as a check shows it;
- ``{"error": "SyntaxError"}`` where a cell stops with one;
- ``{"end": "complete"}`` at last, or why it was not completed.

Nothing that it says is trusted: the notebook's code runs as the same user.
"""

import contextlib
import json
import os
import resource
import sys

from lessons_lib.grading.sandbox import WRITABLE

NOBODY = 65534
# TensorFlow starts several threads a core, and each counts as a process here.
MOST_PROCESSES = 4096
MOST_BYTES_A_FILE = 1_000_000_000
MOST_OUTPUT = 20_000_000


def limit(memory):
    """Lower the limits of this process and of all that it starts, for good.

    Parameters
    ----------
    memory : int
        The most bytes that one process may allocate.
    """
    limits = {
        resource.RLIMIT_DATA: memory,
        resource.RLIMIT_FSIZE: MOST_BYTES_A_FILE,
        resource.RLIMIT_NPROC: MOST_PROCESSES,
        # The system may hand a crash to a program outside of the sandbox.
        resource.RLIMIT_CORE: 0,
    }
    for name, most in limits.items():
        hard = resource.getrlimit(name)[1]
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(name, (most, most))
    # Should the machine itself run out of memory, this goes first.
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")


def become_nobody():
    """Give up being root, for whom some limits don't hold; others stay who they are."""
    if os.getuid() != 0:
        return
    for folder in WRITABLE:
        os.chmod(folder, 0o1777)
    os.chmod(os.getcwd(), 0o1777)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def private_output():
    """Keep standard output for what this process says, and let others write to nowhere.

    Returns
    -------
    io.TextIOWrapper
    """
    said = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return said


def run(source, said):
    """Execute a notebook if it is one of the course.

    Parameters
    ----------
    source : io.BufferedReader
        The notebook's file.
    said : io.TextIOWrapper
        Where to say what comes of it.
    """
    import nbformat

    from lessons_lib.grading.episode import episode_of

    def say(**what):
        said.write(json.dumps(what) + "\n")

    try:
        notebook = nbformat.reads(source.read().decode("utf-8"), as_version=4)
        episode = episode_of(notebook)
    # Whatever a file holds that is no notebook, there is only one thing to say about it.
    except Exception:
        say(end="no notebook")
        return
    say(episode=episode)
    if episode is None:
        say(end="no episode")
        return
    from nbclient.exceptions import DeadKernelError

    from lessons_lib.grading.execution import Execution

    try:
        Execution(notebook, say, MOST_OUTPUT).execute()
    except DeadKernelError:
        say(end="crash")
    except Exception:
        say(end="failure")
    else:
        say(end="complete")


if __name__ == "__main__":
    limit(int(sys.argv[1]))
    become_nobody()
    run(sys.stdin.buffer, private_output())
