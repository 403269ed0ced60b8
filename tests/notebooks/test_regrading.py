"""Fill the blanks of each learner notebook with what the matcher finds, and run it."""

import re

import pytest
from nbclient import NotebookClient

from lessons_lib import notebooks
from lessons_lib.challenges import fill, match
from lessons_lib.check.verdict import MIME_TYPE
from lessons_lib.learner import LEARNER


def filled(learner, challenges):
    """Put the solutions' own text into the blanks."""
    by_name = {challenge.name: challenge for challenge in challenges}
    for cell in learner.cells:
        place = cell.metadata.get("lessons", {})
        if place.get("role") != "blank":
            continue
        challenge = by_name[place["challenge"]]
        if challenge.blank is None:
            fills = re.findall(r'"[a-z]"', challenge.check.source)
        else:
            fills = match(challenge.blank, challenge.solution_code)
        cell.source = fill(cell.source, fills)
    return learner


def verdicts(notebook):
    """List what the checks said: challenge and state."""
    for cell in notebooks.code_cells(notebook):
        for output in cell.outputs:
            if MIME_TYPE in output.get("data", {}):
                said = output["data"][MIME_TYPE]
                yield said["challenge"], said["state"], said["message"]


@pytest.mark.parametrize("path", notebooks.paths(), ids=lambda path: path.stem)
def test_a_filled_learner_notebook_runs_and_every_check_is_green(
    path, tmp_path, monkeypatch
):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    challenges = notebooks.challenges(notebooks.read(path))
    learner = filled(notebooks.read(LEARNER / path.name), challenges)
    NotebookClient(
        learner,
        kernel_name="python3",
        timeout=600,
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()
    said = list(verdicts(learner))
    assert [verdict for verdict in said if verdict[1] != "right"] == []
    assert [verdict[0] for verdict in said] == [challenge.name for challenge in challenges]
