"""Learner notebooks, each broken on purpose in one way: each must be caught, by name."""

import learner_contract
import nbformat
import pytest

from lessons_lib import notebooks
from lessons_lib.learner import learner_notebook

CANONICAL = notebooks.read(notebooks.NOTEBOOKS / "03-build.ipynb")
CHALLENGES = {challenge.name: challenge for challenge in notebooks.challenges(CANONICAL)}


@pytest.fixture
def learner():
    return learner_notebook(CANONICAL, "03-build", {})


def cell_of(learner, challenge, role):
    place = {"challenge": challenge, "role": role}
    return next(cell for cell in learner.cells if cell.metadata.get("lessons") == place)


def complaints(learner):
    return learner_contract.complaints(learner, list(CHALLENGES.values()))


def test_as_it_is_nothing_is_wrong(learner):
    assert complaints(learner) == []


def test_a_solution_left_in(learner):
    solution = CHALLENGES["conv2d"].solution[0]
    learner.cells.append(nbformat.v4.new_code_cell(solution.source, id="left-in"))
    assert complaints(learner) == ["the solution of conv2d stands in the learner notebook"]


def test_a_solution_quoted_in_the_text(learner):
    task = cell_of(learner, "conv2d", "task")
    task.source += f"\n\n```python\n{CHALLENGES['conv2d'].solution_code}\n```"
    assert "the solution of conv2d stands in the learner notebook" in complaints(learner)


def test_a_blank_that_is_filled(learner):
    blank = cell_of(learner, "conv2d", "blank")
    # in other words than the solution, so that only its fills give it away
    blank.source = CHALLENGES["conv2d"].solution_code.replace("conv_output", "x")
    found = complaints(learner)
    assert "cell 03-blank-conv2d fills the blank of conv2d" in found
    assert any("03-blank-conv2d has a blank and is not one" in one for one in found)


def test_metadata_kept(learner):
    cell_of(learner, "dense", "check").metadata["tags"] = ["check"]
    assert complaints(learner) == ["cell 03-check-dense has metadata that no learner needs"]


def test_a_solution_hidden_in_the_metadata(learner):
    place = cell_of(learner, "dense", "blank").metadata["lessons"]
    place["solution"] = CHALLENGES["dense"].solution_code
    found = complaints(learner)
    assert "cell 03-blank-dense has metadata that no learner needs" in found


def test_an_output_left_in(learner):
    output = nbformat.v4.new_output("stream", text="79,530")
    cell_of(learner, "dense", "check").outputs.append(output)
    assert complaints(learner) == ["cell 03-check-dense has outputs"]


def test_a_check_left_out(learner):
    learner.cells.remove(cell_of(learner, "dense", "check"))
    assert "there is not exactly one check of dense" in complaints(learner)


def test_a_picture_that_is_not_there(learner):
    cell = next(cell for cell in learner.cells if "convolution.svg" in cell.source)
    cell.source = cell.source.replace("convolution.svg", "convolutions.svg")
    assert complaints(learner) == [
        f"cell {cell.id} shows a picture that is not there: "
        "../../book/figures/convolutions.svg"
    ]
