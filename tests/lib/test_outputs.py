"""The command ``outputs``: a notebook that comes to no end leaves the others alone."""

import nbformat
import pytest

from lessons_lib import notebooks
from lessons_lib.commands import outputs


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
    ("code", "reason"),
    [
        ("1 / 0", "a cell failed"),
        ("import time; time.sleep(60)", "a cell took longer than 4 s"),
        ("import os; os.kill(os.getpid(), 9)", "its kernel died, as happens where"),
    ],
    ids=["error", "hangs", "dies"],
)
def test_what_ends_a_notebook_is_told_and_the_next_one_is_run(
    course, monkeypatch, tmp_path, capsys, code, reason
):
    monkeypatch.setattr(outputs, "SECONDS_A_CELL", 4)
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
