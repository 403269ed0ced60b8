"""The command ``outputs``: a notebook that comes to no end leaves the others alone."""

import os
import subprocess
import sys

import nbformat
import pytest

from lessons_lib import notebooks
from lessons_lib.commands import outputs
from lessons_lib.peak_memory import peak_memory


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Give a function that writes a notebook of one cell; these are the course then."""
    monkeypatch.setattr(outputs.data, "run", lambda _: 0)
    monkeypatch.setattr(notebooks, "paths", lambda: sorted(tmp_path.glob("*.ipynb")))
    # The command sets it, and it must not outlast the test.
    monkeypatch.setenv("LESSONS_DATA", "sample")

    def write(name, code):
        cells = [nbformat.v4.new_code_cell(code)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / name)

    write("02-fine.ipynb", "print('done')")
    return write


@pytest.mark.parametrize(
    ("seconds", "code", "reason"),
    [
        (120, "1 / 0", "a cell failed"),
        # The other notebook's cell must come to its end within them, on a busy machine, too.
        (15, "import time; time.sleep(600)", "a cell took longer than 15 s"),
        (120, "import os; os.kill(os.getpid(), 9)", "its kernel died, as happens where"),
    ],
    ids=["error", "hangs", "dies"],
)
def test_what_ends_a_notebook_is_told_and_the_next_one_is_run(
    course, monkeypatch, tmp_path, capsys, seconds, code, reason
):
    monkeypatch.setattr(outputs, "SECONDS_A_CELL", seconds)
    course("01-bad.ipynb", code)
    before = (tmp_path / "01-bad.ipynb").read_bytes()
    assert outputs.run([]) == 1
    said = capsys.readouterr().out
    assert f"01-bad.ipynb: {reason}" in said
    assert (tmp_path / "01-bad.ipynb").read_bytes() == before
    fine = notebooks.read(tmp_path / "02-fine.ipynb")
    # how many depends on what else the machine does
    minutes = fine.metadata["lessons"]["seconds"] / 60
    assert f"02-fine.ipynb: {minutes:.1f} minutes" in said
    [cell] = fine.cells
    assert cell.outputs[0].text == "done\n"


@pytest.mark.parametrize(
    ("peak", "told"), [(1.25, "1.5 minutes, peak memory 1.25 GB"), (None, "1.5 minutes")]
)
@pytest.mark.usefixtures("course")
def test_the_memory_is_told_where_it_is_known(monkeypatch, capsys, peak, told):
    def execute(notebook):
        notebook.metadata["lessons"] = {"seconds": 90.0, "peak_memory_gb": peak}

    monkeypatch.setattr(outputs, "execute", execute)
    assert outputs.run([]) == 0
    assert capsys.readouterr().out == f"02-fine.ipynb: {told}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_the_memory_of_a_process_that_has_ended_is_not_known():
    with subprocess.Popen(["true"]) as process:
        # Its number is still its own, as nobody has asked yet how it ended.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert peak_memory(process.pid) is None
