"""The episodes' learner notebooks, filled; a file of its own runs in a process of its own."""

import filling
import pytest

from lessons_lib import notebooks

EPISODES = [path for path in notebooks.paths() if notebooks.is_episode(path.stem)]


@pytest.mark.parametrize("path", EPISODES, ids=lambda path: path.stem)
def test_the_filled_notebook_runs_and_every_check_is_green(path, tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    assert filling.faults(path, tmp_path) == []
