"""Watching a sandbox: what counts as its memory, and which cell goes too far."""

import contextlib
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import psutil
import pytest

if sys.platform != "linux":
    pytest.skip("only Linux isolates", allow_module_level=True)

from lessons_lib.grading import sandbox, watch


@pytest.fixture
def worker(monkeypatch):
    """Give a function by which a worker, played by the test, says a line."""
    read, write = os.pipe()

    @contextlib.contextmanager
    def started(notebook, memory):
        with open(read, "rb", buffering=0) as stdout:
            yield stdout, None

    monkeypatch.setattr(sandbox, "started", started)
    yield lambda **line: os.write(write, json.dumps(line).encode() + b"\n")
    os.close(write)


def test_the_cell_that_takes_the_memory_is_named_if_it_begins_just_before(
    worker, monkeypatch
):
    worker(cell=4)
    in_use = iter([0, 2e9])

    def look(_):
        used = next(in_use)
        if used:
            worker(cell=6)
        return used

    monkeypatch.setattr(watch, "memory_in_use", look)
    result = watch.grade(b"", "forks.ipynb", watch.Limits(minutes=1, memory_gb=1.5))
    assert result.remark == "stopped in cell [6]: uses more than 1.5 GB of memory"


def test_the_cell_in_which_the_time_is_over_is_named_and_what_was_solved_before_counts(
    worker, monkeypatch
):
    monkeypatch.setattr(watch, "memory_in_use", lambda _: 0)
    worker(episode="03-build")
    worker(cell=5)
    worker(verdict={"challenge": "conv2d", "state": "right"})
    worker(cell=6)
    # at the start, after what was said, and when nothing more has come
    now = iter([1000, 1060, 1061])
    monkeypatch.setattr(watch, "time", SimpleNamespace(monotonic=lambda: next(now)))
    result = watch.grade(b"", "endless.ipynb", watch.Limits(minutes=1, memory_gb=1.5))
    assert result.remark == "stopped in cell [6]: 1 minute is over"
    assert (result.solved, result.states["conv2d"]) == (1, "right")


def test_before_the_sandbox_is_made_our_own_files_do_not_count(monkeypatch):
    # a folder that is never empty
    monkeypatch.setattr(sandbox, "WRITABLE", ("/",))
    with subprocess.Popen(["sleep", "60"]) as process:
        in_use = watch.memory_in_use(psutil.Process(process.pid))
        process.kill()
    assert in_use < 50e6
