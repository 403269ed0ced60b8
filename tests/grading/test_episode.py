"""Which episode a notebook is a copy of."""

import pytest

from lessons_lib import notebooks
from lessons_lib.grading.episode import challenges_of, episode_of
from lessons_lib.learner import LEARNER

PATHS = notebooks.paths()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("dropped", ["nothing", "metadata of the notebook", "all metadata"])
def test_each_learner_notebook_tells_its_episode(path, dropped):
    notebook = notebooks.read(LEARNER / path.name)
    if dropped != "nothing":
        del notebook.metadata["lessons"]
    if dropped == "all metadata":
        for cell in notebook.cells:
            cell.metadata.pop("lessons", None)
    assert episode_of(notebook) == path.stem


def test_a_notebook_without_challenges_is_of_no_episode():
    notebook = notebooks.read(LEARNER / PATHS[0].name)
    notebook.metadata["lessons"] = {"notebook": "99-other"}
    notebook.cells = [cell for cell in notebook.cells if "check." not in cell.source]
    for cell in notebook.cells:
        cell.metadata.pop("lessons", None)
    assert episode_of(notebook) is None


def test_an_episode_has_its_challenges_in_order():
    assert challenges_of("03-build")[:2] == ["input_layer", "padding_stride"]
    assert challenges_of("99-other") == []
