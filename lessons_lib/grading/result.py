"""What came of a notebook: gathered from what the worker says, and believed with care."""

import json
import re
from dataclasses import dataclass, field

from lessons_lib.grading.episode import challenges_of

STATES = ("right", "wrong", "open", "given up")

_ENDS = {
    "no notebook": "not a Jupyter notebook",
    "no episode": "not a notebook of this course",
    "output": "stopped{cell}: shows too much output",
    "crash": "stopped{cell}: Python crashed",
    "failure": "can't be run{cell}",
}
_NO_END = "ended without a result{cell}"


@dataclass
class Result:
    """What came of one notebook.

    Attributes
    ----------
    file : str
        Its path within the folder.
    episode : str or None
        Such as ``"03-build"``.
    states : dict of str to str
        Of each challenge of the episode: ``right``, ``wrong``, ``open`` or ``given up``.
    remark : str
        What else the instructor should know; empty for a notebook that ran through.
    """

    file: str
    episode: str | None = None
    states: dict = field(default_factory=dict)
    remark: str = ""

    @property
    def solved(self):
        """How many challenges came to ``right``."""
        return list(self.states.values()).count("right")


class Account:
    """Takes down what the worker says, line by line.

    Whoever wrote the notebook may have written these lines, too. So a line counts
    where it has one of the known forms, and nothing of it is shown but words that
    are known beforehand and the name of an exception.
    """

    def __init__(self):
        self.end = None
        self._episode, self._states = None, {}
        self._cell, self._error = None, None

    def take(self, line):
        """Take down one line.

        Parameters
        ----------
        line : bytes
        """
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            return
        if not isinstance(said, dict) or len(said) != 1:
            return
        (kind, what), *_ = said.items()
        if kind == "episode" and self._episode is None and isinstance(what, str):
            names = challenges_of(what)
            if names:
                self._episode, self._states = what, dict.fromkeys(names, "open")
        elif kind == "cell" and type(what) is int and 0 < what < 10_000:
            self._cell = what
        elif kind == "verdict" and isinstance(what, dict):
            self._take_verdict(what.get("challenge"), what.get("state"))
        elif kind == "error" and isinstance(what, str) and self._error is None:
            name = (
                what if re.fullmatch(r"[A-Za-z_]\w{0,60}", what, re.ASCII) else "an error"
            )
            self._error = f"cell [{self._cell}] stops with {name}"
        elif kind == "end" and (what == "complete" or what in list(_ENDS)):
            self.end = what

    def _take_verdict(self, challenge, state):
        """Let the last verdict count: a learner may have tried several times."""
        if challenge in list(self._states) and state in STATES:
            self._states[challenge] = state

    def result(self, file, stopped=None):
        """Close the account.

        Parameters
        ----------
        file : str
            The notebook's path within the folder.
        stopped : str, optional
            Why we have stopped it, such as ``"10 minutes are over"``.

        Returns
        -------
        Result
        """
        if stopped is not None:
            remark = f"stopped{{cell}}: {stopped}"
        elif self.end == "complete":
            remark = self._error or ""
        else:
            remark = _ENDS.get(self.end, _NO_END)
        cell = "" if self._cell is None else f" in cell [{self._cell}]"
        return Result(file, self._episode, self._states, remark.format(cell=cell))
