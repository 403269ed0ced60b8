"""The mistakes that people make in a challenge, from the table that its check is tested by."""

import functools
import tomllib
from dataclasses import dataclass

from lessons_lib.notebooks import NOTEBOOKS

ANSWERS = NOTEBOOKS.parent / "tests" / "checks" / "answers"


@dataclass(frozen=True)
class KnownMistake:
    """One mistake.

    Attributes
    ----------
    mistake : str
        What somebody does, in a few words: ``"Leaves out the channels"``.
    says : str
        What the check answers; ``…`` stands for what differs from case to case.
    """

    mistake: str
    says: str


@functools.cache
def known_mistakes():
    """Read the tables of all episodes.

    Returns
    -------
    dict of str to tuple of KnownMistake
        By the name of the challenge. Questions have no table.
    """
    mistakes = {}
    for path in sorted(ANSWERS.glob("*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            mistakes[name] = tuple(
                KnownMistake(answer["mistake"], answer["says"]) for answer in table["wrong"]
            )
    return mistakes
