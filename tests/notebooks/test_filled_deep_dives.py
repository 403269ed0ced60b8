"""The deep dives' learner notebooks, filled; a file of its own runs in a process of its own."""

import filling
import pytest

from lessons_lib import notebooks

DEEP_DIVES = [path for path in notebooks.paths() if not notebooks.is_episode(path.stem)]


@pytest.mark.parametrize("path", DEEP_DIVES, ids=lambda path: path.stem)
def test_the_filled_notebook_runs_and_every_check_is_green(path, tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    assert filling.faults(path, tmp_path) == []
