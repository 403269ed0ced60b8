"""Hints, solutions and giving up: nobody is left behind by a blank.

The texts come from ``challenges.json``, which ``python -m lessons_lib learner``
writes from the notebooks, so that they are there wherever the package is
installed.
"""

import difflib
import functools
import json
from pathlib import Path

from lessons_lib.check.answer import first_line, learner_namespace
from lessons_lib.check.giving_up import remember
from lessons_lib.check.verdict import in_notebook, show

CHALLENGES = Path(__file__).with_name("challenges.json")

_hints_given = {}


class _Markdown(str):
    """Markdown that a notebook renders and everything else prints."""

    def _repr_markdown_(self):
        return str(self)


@functools.cache
def challenges():
    """Read what the course knows of its challenges.

    Returns
    -------
    dict
        Name: dict with ``notebook``, ``title``, ``blank``, ``hints``,
        ``solution`` and ``answer``, in the order of the course.
    """
    return json.loads(CHALLENGES.read_text(encoding="utf-8"))


def _challenge(name):
    """Look a challenge up; say what is near where there is none of this name."""
    name = getattr(name, "name", name)
    if name in challenges():
        return name, challenges()[name]
    near = difflib.get_close_matches(str(name), challenges(), n=3)
    near = f" Do you mean {' or '.join(near)}?" if near else ""
    show(_Markdown(f"There is no challenge called `{name}`.{near}"))
    return None, None


def hint(name):
    """Show the next hint of a challenge, the gentlest first.

    Parameters
    ----------
    name : str
        e.g. ``"input_layer"``.
    """
    name, challenge = _challenge(name)
    if challenge is None:
        return
    hints, given = challenge["hints"], _hints_given.get(name, 0)
    if given == len(hints):
        show(
            _Markdown(
                f"There are no more hints. `check.solution('{name}')` shows the solution."
            )
        )
        return
    _hints_given[name] = given + 1
    show(_Markdown(f"**Hint {given + 1} of {len(hints)}.** {hints[given]}"))


def solution(name):
    """Put the solution of a challenge into the next cell, ready to run.

    Parameters
    ----------
    name : str
        e.g. ``"input_layer"``. The answer of a reading challenge is shown.
    """
    _, challenge = _challenge(name)
    if challenge is None:
        return
    if challenge["solution"] is None:
        show(_Markdown(challenge["answer"]))
    elif in_notebook():
        from IPython import get_ipython

        get_ipython().set_next_input(challenge["solution"])
    else:
        print(challenge["solution"])


def give_up(name):
    """Run the solution of a challenge, so that the cells after it can go on.

    Names that you have bound yourself keep your values.

    Parameters
    ----------
    name : str
        e.g. ``"input_layer"``. The answer of a reading challenge is shown.
    """
    name, challenge = _challenge(name)
    if challenge is None:
        return
    if challenge["solution"] is None:
        remember(name, {})
        show(_Markdown(challenge["answer"]))
        return
    namespace = learner_namespace()
    own = dict(namespace)
    try:
        exec(compile(challenge["solution"], f"<solution of {name}>", "exec"), namespace)
    except Exception as error:
        for new in set(namespace) - set(own):
            del namespace[new]
        namespace.update(own)
        show(
            _Markdown(
                f"The solution of `{name}` stops with {type(error).__name__}: "
                f"{first_line(error)}. It builds on cells and challenges above it: run "
                "those, or give up the challenge that they are waiting for. Nothing was changed."
            )
        )
        return
    bound = {new: namespace[new] for new in set(namespace) - set(own)}
    namespace.update(own)
    if bound:
        remember(name, bound)
    names = (
        ", ".join(f"`{new}`" for new in sorted(bound)) or "nothing, since you have them all"
    )
    show(
        _Markdown(
            f"The solution of `{name}` has run and has bound {names}. "
            f"`check.solution('{name}')` shows it."
        )
    )
