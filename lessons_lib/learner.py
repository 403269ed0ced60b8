"""Make the learner notebooks from the canonical ones: blanks in, solutions out."""

import re

import nbformat

from lessons_lib import notebooks
from lessons_lib.challenges import HOLE
from lessons_lib.check.quiz import call_of
from lessons_lib.notebooks import NOTEBOOKS, tags
from lessons_lib.plain_markdown import plain
from lessons_lib.setup_cell import address_in, learner_setup_source

LEARNER = NOTEBOOKS / "learner"

# From notebooks/learner, where JupyterLab and GitHub look for them.
FIGURES = "../../book/figures"

HOW_TO = f"""\
> **How to work with this notebook.** Run the cells one after another. Where you find \
`{HOLE}`, put your answer in its place, run the cell, and then the check below it. Stuck? \
`check.hint("name")` gives a hint, `check.solution("name")` puts the solution into the \
next cell, and `check.give_up("name")` runs it for you, so that you can go on."""

_BLANK = re.compile(
    rf"^```python\n(?:(?!^```).)*?{HOLE}.*?^```\n", re.MULTILINE | re.DOTALL
)
_TITLE = re.compile(r"\A(# .+)$", re.MULTILINE)
_DETAILS = re.compile(r"\A<details>\s*<summary>.*?</summary>(.*)</details>\s*\Z", re.DOTALL)


def learner_notebook(notebook, stem, links):
    """Make the learner notebook of a canonical one.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The canonical notebook; it is left as it is.
    stem : str
        Its name without ending, such as ``"03-build"``.
    links : dict of str to str
        Where the learner notebook can be opened, address by name of the place.

    Returns
    -------
    nbformat.NotebookNode
        Without outputs, solutions and claims. The cells of a challenge carry its
        name and their role in their metadata under ``lessons``.

    Raises
    ------
    ValueError
        If a cell's Markdown has no plain counterpart.
    """
    number = stem[:2]
    solutions = {
        cell.id
        for challenge in notebooks.challenges(notebook)
        for cell in [*challenge.solution, challenge.check]
    }
    waiting = iter(notebooks.challenges(notebook))
    cells = []
    for cell in notebook.cells:
        if "challenge" in tags(cell):
            cells += _challenge_cells(next(waiting), number)
        elif cell.id in solutions or "claim" in tags(cell):
            continue
        elif "setup" in tags(cell):
            cells.append(_code(cell.id, learner_setup_source(address_in(cell.source))))
        elif cell.cell_type == "markdown":
            cells.append(_markdown(cell.id, _plain(cell)))
        else:
            cells.append(_code(cell.id, cell.source))
    cells[0].source = _TITLE.sub(
        lambda title: "\n\n".join([title[0], *_open_in(links), HOW_TO]), cells[0].source
    )
    return nbformat.v4.new_notebook(
        cells=cells,
        metadata={
            "kernelspec": dict(notebook.metadata["kernelspec"]),
            "language_info": {"name": "python"},
            "lessons": {"notebook": stem},
        },
    )


def challenge_texts(notebook, stem):
    """Gather what hints, solutions and giving up need while a learner works.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A canonical notebook.
    stem : str
        Its name without ending.

    Returns
    -------
    dict of str to dict
        By the challenge's name: ``notebook``, ``title``, ``blank``, ``hints``,
        ``solution`` (code) and ``answer`` (Markdown). One of the last two is
        None: a reading challenge has no code.
    """
    texts = {}
    for challenge in notebooks.challenges(notebook):
        answer = None
        if challenge.solution_code is None:
            prose = "\n\n".join(_plain(cell) for cell in challenge.solution)
            answer = _DETAILS.sub(r"\1", prose).strip()
        texts[challenge.name] = {
            "notebook": stem,
            "title": re.search(r"^### Challenge: (.+)$", challenge.task, re.MULTILINE)[1],
            "blank": challenge.blank,
            "hints": [plain(hint, FIGURES) for hint in challenge.hints],
            "solution": challenge.solution_code,
            "answer": answer,
        }
    return texts


def _challenge_cells(challenge, number):
    """Task, blank and check; for questions the questions come before the blank."""
    task = plain(_BLANK.sub("", challenge.task), FIGURES)
    if challenge.blank is not None:
        blank, check = challenge.blank, f"check.{challenge.name}()"
        roles = {"blank": blank, "check": check}
    else:
        # As many letters as the canonical notebook gives, each a hole.
        letters = re.findall(r'"[a-z]"', challenge.check.source)
        questions = f"# run this cell to see the questions\ncheck.{challenge.name}()"
        roles = {"check": questions, "blank": call_of(challenge.name, HOLE, len(letters))}
    slug = challenge.name.replace("_", "-")
    cells = [_markdown(f"{number}-task-{slug}", task)]
    cells += [_code(f"{number}-{role}-{slug}", source) for role, source in roles.items()]
    for cell, role in zip(cells, ["task", *roles], strict=True):
        cell.metadata["lessons"] = {"challenge": challenge.name, "role": role}
    return cells


def _plain(cell):
    try:
        return plain(cell.source, FIGURES)
    except ValueError as error:
        raise ValueError(f"Cell {cell.id}: {error}") from error


def _open_in(links):
    if not links:
        return []
    places = [f"[{place}]({address})" for place, address in links.items()]
    return [f"Open in {' or '.join(places)}."]


def _markdown(cell_id, source):
    return nbformat.v4.new_markdown_cell(source, id=cell_id)


def _code(cell_id, source):
    return nbformat.v4.new_code_cell(source, id=cell_id)
