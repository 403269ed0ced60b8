"""Checks of the challenges, hints and solutions, for the notebooks.

After filling a blank, run the check of its challenge; it takes no argument and
reads the notebook's names::

    from lessons_lib import check
    check.input_layer()

``check.hint("input_layer")`` shows a hint, ``check.solution("input_layer")``
puts the solution into the next cell, and ``check.give_up("input_layer")`` runs
it for you. Type ``check.`` and press Tab to see all checks.
"""

from lessons_lib.check.build import input_layer
from lessons_lib.check.guide import give_up, hint, solution

__all__ = [
    "give_up",
    "hint",
    "input_layer",
    "solution",
]


def __dir__():
    """List what a learner may call: Tab shows this and not the modules behind it."""
    return __all__
