"""The contract of a learner notebook, as a function that lists complaints."""

import nbformat

from lessons_lib.challenges import HOLE, match
from lessons_lib.learner import LEARNER


def _without_layout(source):
    return "".join(source.split())


def leaks(learner, challenges):
    """No cell holds a solution; none up to a challenge's check holds all its fills."""
    sources = [_without_layout(cell.source) for cell in learner.cells]
    places = {
        (place["challenge"], place["role"]): index
        for index, cell in enumerate(learner.cells)
        if (place := cell.metadata.get("lessons"))
    }
    for challenge in challenges:
        for cell in challenge.solution:
            if any(_without_layout(cell.source) in source for source in sources):
                yield f"the solution of {challenge.name} stands in the learner notebook"
        if challenge.blank is None:
            continue
        filled = [
            _without_layout(fill)
            for fill in match(challenge.blank, challenge.solution_code)
        ]
        # Behind its check the text may well say what belonged into the blank.
        check = places.get((challenge.name, "check"), len(sources) - 1)
        for index in range(check + 1):
            if sum(map(len, filled)) > 12 and all(
                fill in sources[index] for fill in filled
            ):
                yield f"cell {learner.cells[index].id} fills the blank of {challenge.name}"


def form(learner, challenges):
    """Valid, without outputs, and with task, blank and check of every challenge."""
    nbformat.validate(learner)
    for cell in learner.cells:
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
            yield f"cell {cell.id} has outputs"
        place = cell.metadata.get("lessons", {})
        if set(cell.metadata) - {"lessons"} or set(place) - {"challenge", "role"}:
            yield f"cell {cell.id} has metadata that no learner needs"
        role = place.get("role")
        if cell.cell_type == "code" and (HOLE in cell.source) != (role == "blank"):
            yield f"cell {cell.id} has a blank and is not one, or the other way round"
    found = [
        (cell.metadata["lessons"]["challenge"], cell.metadata["lessons"]["role"])
        for cell in learner.cells
        if "lessons" in cell.metadata
    ]
    for challenge in challenges:
        for role in ("task", "blank", "check"):
            if found.count((challenge.name, role)) != 1:
                yield f"there is not exactly one {role} of {challenge.name}"


def pictures(learner):
    """Every linked picture exists."""
    for cell in learner.cells:
        if cell.cell_type != "markdown":
            continue
        for part in cell.source.split("](")[1:]:
            target = part.split(")")[0]
            if target.endswith(".svg") and not (LEARNER / target).is_file():
                yield f"cell {cell.id} shows a picture that is not there: {target}"


def complaints(learner, challenges):
    """List everything that is wrong with a learner notebook.

    Parameters
    ----------
    learner : nbformat.NotebookNode
    challenges : list of lessons_lib.notebooks.Challenge
        Those of its canonical notebook.

    Returns
    -------
    list of str
    """
    return [*form(learner, challenges), *leaks(learner, challenges), *pictures(learner)]
