"""Watching a sandbox: which cell it is that goes too far."""

import json
import os

import pytest

from lessons_lib.grading import sandbox, watch


@pytest.fixture
def worker(monkeypatch):
    """Give a function by which a worker, played by the test, says a line."""
    read, write = os.pipe()

    class Started:
        def __enter__(self):
            return open(read, "rb", buffering=0), None

        def __exit__(self, *_):
            os.close(read)

    monkeypatch.setattr(sandbox, "started", lambda notebook, memory: Started())
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
