"""Fill the blanks of each learner notebook with what the matcher finds, and run it.

Its trainings are rehearsed, and what comes behind its last blank for code is left out,
questions about the results too: the same cells train in earnest in the solved notebook,
which nbval runs.
"""

import re
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from lessons_lib import notebooks
from lessons_lib.challenges import fill, match
from lessons_lib.check.verdict import MIME_TYPE
from lessons_lib.learner import LEARNER

REHEARSE = f"""
import sys
sys.path.append({str(Path(__file__).parents[1] / "checks")!r})
import keras
from rehearsal import rehearse
keras.Model.fit = rehearse
"""


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


def up_to(challenge, learner):
    """Leave out the cells behind the check of a challenge."""
    last = max(
        place
        for place, cell in enumerate(learner.cells)
        if cell.metadata.get("lessons", {}).get("challenge") == challenge.name
    )
    learner.cells = learner.cells[: last + 1]
    return learner


def verdicts(notebook):
    """List what the checks said: challenge and state."""
    for cell in notebooks.code_cells(notebook):
        for output in cell.outputs:
            if MIME_TYPE in output.get("data", {}):
                said = output["data"][MIME_TYPE]
                yield said["challenge"], said["state"], said["message"]


def faults(path, folder):
    """Run the learner notebook of a notebook in a folder, with its blanks filled.

    Gives what its checks said where it is not "right"; none if every challenge up to the
    last one with code has its check, in order, and all are green.
    """
    challenges = notebooks.challenges(notebooks.read(path))
    while challenges[-1].blank is None:
        challenges.pop()
    learner = notebooks.read(LEARNER / path.name)
    learner = filled(up_to(challenges[-1], learner), challenges)
    learner.cells.insert(0, nbformat.v4.new_code_cell(REHEARSE))
    NotebookClient(
        learner,
        kernel_name="python3",
        timeout=600,
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    said = list(verdicts(learner))
    names, checked = [one.name for one in challenges], [verdict[0] for verdict in said]
    if checked != names:
        return [f"The challenges are {names}, and there are checks of {checked}."]
    return [verdict for verdict in said if verdict[1] != "right"]
