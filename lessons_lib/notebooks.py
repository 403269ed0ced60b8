"""Read the course's notebooks: their cells by tag, and the challenges in them."""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from lessons_lib.challenges import HOLE

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"

# The episodes build on each other; from this number on each notebook stands by itself.
FIRST_DEEP_DIVE = 11

# The tags of the course (CONTRIBUTING.md explains them), then those of the tools.
TAGS = {"setup", "claim", "challenge", "solution", "check"}
TOOL_TAGS = {"nbval-check-output", "hide-cell", "hide-input", "hide-output", "remove-cell"}


def paths():
    """List the canonical notebooks: the episodes, then the deep dives.

    Returns
    -------
    list of pathlib.Path
        In the order of their numbers.
    """
    return sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))


def is_episode(stem):
    """Tell an episode of the course from a deep dive, by its number.

    Parameters
    ----------
    stem : str
        Name of the notebook without ending, such as ``"03-build"``.

    Returns
    -------
    bool
    """
    return int(stem[:2]) < FIRST_DEEP_DIVE


def label(stem):
    """Name a notebook by its kind and number.

    Parameters
    ----------
    stem : str
        As for :func:`is_episode`.

    Returns
    -------
    str

    Examples
    --------
    >>> label("03-build"), label("11-convolution-by-hand")
    ('Episode 3', 'Deep dive 11')
    """
    return f"{'Episode' if is_episode(stem) else 'Deep dive'} {int(stem[:2])}"


def read(path):
    """Read a notebook.

    Parameters
    ----------
    path : str or pathlib.Path

    Returns
    -------
    nbformat.NotebookNode
        In format 4.

    Raises
    ------
    ValueError
        If the file is no notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    except (ValueError, nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        raise ValueError(f"{path} is not a Jupyter notebook.") from error


def as_text(notebook):
    """Give what belongs into the file of a notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    str
        JSON that ends with a line end, as Jupyter writes it.
    """
    return nbformat.writes(notebook) + "\n"


def tags(cell):
    """Give the tags of a cell.

    Parameters
    ----------
    cell : nbformat.NotebookNode

    Returns
    -------
    set of str
    """
    return set(cell.metadata.get("tags", ()))


def code_cells(notebook, tag=None):
    """List the code cells, all or those with a tag.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    tag : str, optional

    Returns
    -------
    list of nbformat.NotebookNode
    """
    return [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and (tag is None or tag in tags(cell))
    ]


@dataclass(frozen=True)
class Challenge:
    """One challenge of a notebook, as its cells state it.

    Attributes
    ----------
    name : str
        The label without ``challenge-``, with underscores: ``input_layer``.
    task : str
        The Markdown of the task, with blank and hints.
    solution : list of nbformat.NotebookNode
        The cells of the solution, code or Markdown.
    check : nbformat.NotebookNode or None
        The cell that says what a right answer looks like.
    """

    name: str
    task: str
    solution: list
    check: object

    @property
    def blank(self):
        """Code with ``____`` for each hole, or None for a reading challenge."""
        fences = re.findall(
            r"^```python\n(.*?)^```", self.task, flags=re.MULTILINE | re.DOTALL
        )
        return next((fence.rstrip("\n") for fence in fences if HOLE in fence), None)

    @property
    def solution_code(self):
        """Code of the solution as one text, or None for a reading challenge."""
        cells = [cell.source for cell in self.solution if cell.cell_type == "code"]
        return "\n\n".join(cells) or None

    @property
    def hints(self):
        """Texts of the hints, in order."""
        pattern = r"<details>\s*<summary>Hint[^<]*</summary>(.*?)</details>"
        return [hint.strip() for hint in re.findall(pattern, self.task, flags=re.DOTALL)]


def challenges(notebook):
    """List the challenges of a notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    list of Challenge

    Raises
    ------
    ValueError
        If a cell tagged ``challenge`` has no label ``(challenge-NAME)=``.
    """
    found = []
    for index, cell in enumerate(notebook.cells):
        if "challenge" not in tags(cell):
            continue
        label = re.match(r"\(challenge-([a-z0-9-]+)\)=\n", cell.source)
        if label is None:
            raise ValueError(
                f"The challenge in cell {cell.id} has no label (challenge-NAME)=."
            )
        after = notebook.cells[index + 1 :]
        n_solution = next(
            (i for i, c in enumerate(after) if "solution" not in tags(c)), len(after)
        )
        check = after[n_solution] if n_solution < len(after) else None
        found.append(
            Challenge(
                name=label[1].replace("-", "_"),
                task=cell.source,
                solution=after[:n_solution],
                check=check if check is not None and "check" in tags(check) else None,
            )
        )
    return found
