"""The notebooks, read once for everything that is computed from them."""

import functools
import re
from dataclasses import dataclass

import nbformat

from lessons_lib import notebooks

TITLE = re.compile(r"^# .+$", re.MULTILINE)


@dataclass(frozen=True)
class Episode:
    """An episode or a deep dive, as its notebook has it."""

    stem: str
    notebook: nbformat.NotebookNode

    @functools.cached_property
    def text(self):
        """All of its Markdown."""
        cells = self.notebook.cells
        return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")

    @property
    def number(self):
        """Its number in the course."""
        return int(self.stem[:2])

    @property
    def label(self):
        """Its kind and number."""
        return notebooks.label(self.stem)

    @property
    def title(self):
        """Its title."""
        return TITLE.search(self.text)[0].removeprefix("# ").strip()

    @functools.cached_property
    def challenges(self):
        """Its challenges by name, in order."""
        return {one.name: one for one in notebooks.challenges(self.notebook)}


@functools.cache
def all_notebooks(root):
    """Read all notebooks of the course: the episodes, then the deep dives."""
    paths = sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    return [Episode(path.stem, nbformat.read(path, as_version=4)) for path in paths]


def episodes(root):
    """Give the episodes, in order."""
    return [one for one in all_notebooks(root) if notebooks.is_episode(one.stem)]


def deep_dives(root):
    """Give the deep dives, in the order of their numbers."""
    return [one for one in all_notebooks(root) if not notebooks.is_episode(one.stem)]


def episode(root, stem):
    """Give the episode or deep dive of this name."""
    return next(one for one in all_notebooks(root) if one.stem == stem)


def challenge_title(challenge):
    """Give the title of a challenge, without the word that all begin with."""
    return re.search(r"^### Challenge: (.+)$", challenge.task, re.MULTILINE)[1]


def challenge_link(challenge):
    """Link a challenge where it stands in its episode."""
    return f"[{challenge_title(challenge)}](#challenge-{challenge.name.replace('_', '-')})"


def duration(machine):
    """Write a measured time, given in minutes."""
    return f"{60 * machine:.0f} seconds" if machine < 1.5 else f"{machine:.1f} minutes"
