"""The sandbox ends with all that was started in it, whatever the reason."""

import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux isolates")

DAEMONS = """\
import os, time
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() != 0:
            os._exit(0)
        time.sleep(1000)
while True:
    time.sleep(1)
"""


@pytest.fixture
def notebook(sandbox, handed, tmp_path):
    handed().without_keras(DAEMONS).store(tmp_path / "x.ipynb")
    return (tmp_path / "x.ipynb").read_bytes()


def wait_for_daemons(first):
    """Wait until bubblewrap, the worker, the kernel and three daemons are there."""
    deadline = time.monotonic() + 60
    while len(processes := [first, *first.children(recursive=True)]) < 6:
        assert time.monotonic() < deadline, processes
        time.sleep(0.1)
    return processes


def test_no_process_outlives_its_sandbox(notebook):
    from lessons_lib.grading import sandbox

    with sandbox.started(notebook, 2 * 10**9) as (_, first):
        processes = wait_for_daemons(first)
    assert [process for process in processes if process.is_running()] == []


def test_none_outlives_an_interruption_either(notebook):
    from lessons_lib.grading import sandbox

    processes = []

    def interrupted():
        with sandbox.started(notebook, 2 * 10**9) as (_, first):
            processes.extend(wait_for_daemons(first))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(processes) >= 6
    assert [process for process in processes if process.is_running()] == []


def test_its_variables_are_not_ours(monkeypatch):
    from lessons_lib.grading import sandbox

    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    assert "s3cret" not in str(sandbox.variables())
    assert sandbox.variables()["LESSONS_DATA"] == "sample"
