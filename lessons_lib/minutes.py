"""How long an episode takes, computed from its notebook and never typed.

The machine's time is measured when the notebook is executed. The rest follows
from rates that are stated here and on the site. They are plausible and have not
been timed with a class yet.
"""

import math
import re
from dataclasses import dataclass

from lessons_lib.challenges import HOLE
from lessons_lib.notebooks import challenges, tags

WORDS_A_MINUTE = 130  # prose, read aloud or read with care
CODE_LINES_A_MINUTE = 12  # code on the page, read or typed along
MINUTES_A_CHALLENGE = 2  # to read the task and to get going
MINUTES_A_HOLE = 1  # to find what goes in and to look it up
MINUTES_A_HIDDEN_LINE = 0.5  # for each further line that a hole stands for
MINUTES_A_QUESTION = 5  # a challenge without code: look, think, say why

_FENCE = re.compile(r"^(`{3,})[^\n]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_DETAILS = re.compile(r"<details.*?</details>", re.DOTALL)
_NOT_PROSE = re.compile(
    r"^\s*:[\w-]+:.*$"  # options of a directive
    r"|^:::.*$"  # its fences
    r"|^\([\w-]+\)=$"  # labels
    r"|\]\([^)]*\)"  # addresses of links
    r"|<[^>]+>"  # HTML
    r"|\{\w+\}"  # names of roles
    r"|\$\$[^$]*\$\$",  # formulas of their own
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W_][\w'’.-]*")


@dataclass(frozen=True)
class Minutes:
    """How long an episode takes.

    Attributes
    ----------
    reading : float
        Minutes to read or to teach it, without its challenges.
    exercises : float
        Minutes for its challenges.
    machine : float or None
        Minutes in which its cells run; ``None`` if nobody has measured them.
    """

    reading: float
    exercises: float
    machine: float | None

    @property
    def teaching(self):
        """Minutes to read or to teach it, and to wait for the machine."""
        return self.reading + (self.machine or 0)

    @property
    def total(self):
        """Minutes for all of it."""
        return self.teaching + self.exercises


def episode_minutes(notebook):
    """Compute how long an episode takes.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        In format 4.

    Returns
    -------
    Minutes
    """
    seconds = notebook.metadata.get("lessons", {}).get("seconds")
    return Minutes(
        reading=reading_minutes(notebook.cells),
        exercises=sum(map(challenge_minutes, challenges(notebook))),
        machine=None if seconds is None else seconds / 60,
    )


def words(markdown):
    """Count the words of prose in Markdown, without code, markup and formulas.

    Parameters
    ----------
    markdown : str

    Returns
    -------
    int
    """
    return len(_WORD.findall(_NOT_PROSE.sub(" ", _FENCE.sub(" ", markdown))))


def round_minutes(minutes):
    """Round to what a plan needs: whole minutes below ten, then steps of five.

    Parameters
    ----------
    minutes : float

    Returns
    -------
    int
        At least 1.
    """
    if minutes < 10:
        return max(1, math.ceil(minutes))
    return 5 * math.ceil(minutes / 5)


def reading_minutes(cells):
    """Compute how long prose and visible code take, challenges apart.

    Parameters
    ----------
    cells : sequence of nbformat.NotebookNode

    Returns
    -------
    float
    """
    apart = {"challenge", "solution", "check", "remove-cell"}
    plain = [cell for cell in cells if not apart & tags(cell)]
    prose = sum(words(cell.source) for cell in plain if cell.cell_type == "markdown")
    lines = sum(_code_lines(cell.source) for cell in plain if cell.cell_type == "code")
    return prose / WORDS_A_MINUTE + lines / CODE_LINES_A_MINUTE


def challenge_minutes(challenge):
    """Compute how long one challenge takes.

    Parameters
    ----------
    challenge : lessons_lib.notebooks.Challenge

    Returns
    -------
    float
    """
    reading = words(_DETAILS.sub(" ", challenge.task)) / WORDS_A_MINUTE
    if challenge.blank is None:
        return reading + MINUTES_A_QUESTION
    hidden = max(0, _code_lines(challenge.solution_code) - _code_lines(challenge.blank))
    return (
        reading
        + MINUTES_A_CHALLENGE
        + MINUTES_A_HOLE * challenge.blank.count(HOLE)
        + MINUTES_A_HIDDEN_LINE * hidden
    )


def _code_lines(code):
    return sum(bool(line.strip()) for line in code.splitlines())
