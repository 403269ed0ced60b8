"""The learner's answer: names in the notebook, looked at without touching them."""

import contextlib
import io
import random
import sys

import numpy as np

from lessons_lib.check.values import describe
from lessons_lib.check.verdict import in_notebook

# A default that nobody can have as a value.
_MISSING = object()


class Mistake(Exception):
    """What is wrong with an answer, in a sentence or two for the learner."""


class NotFilled(Exception):
    """The answer is not there yet."""


class Answer:
    """The names of a notebook, as a check reads them.

    Parameters
    ----------
    namespace : dict
        The notebook's names and values. It is never written to.

    Attributes
    ----------
    read : list of str
        The names that were asked for, in order.

    Examples
    --------
    >>> Answer({"steps": 625})["steps"]
    625
    """

    def __init__(self, namespace):
        self._namespace = namespace
        self.read = []

    def __getitem__(self, name):
        """Give the value of a name.

        Raises
        ------
        NotFilled
            If the name is not defined, or is ``...``.
        Mistake
            If it is ``None``, which no challenge asks for.
        """
        self.read.append(name)
        value = self._namespace.get(name, _MISSING)
        if value is _MISSING or value is ...:
            raise NotFilled(
                f"`{name}` does not exist yet. Fill the blank, run its cell, and check again."
            )
        if value is None:
            raise Mistake(
                f"`{name}` is None. Does the blank still hold nothing, "
                "or does a function in it lack its `return`?"
            )
        return value

    def call(self, name, *arguments, **keywords):
        """Call a function that the learner wrote, and keep what it prints.

        Parameters
        ----------
        name : str
        *arguments, **keywords
            Handed to the function. Give copies of what it must not change.

        Returns
        -------
        object
            What the function returns.

        Raises
        ------
        Mistake
            If the name is no function, if the function stops with an error, or
            if it returns ``None``.
        """
        function = self[name]
        if not callable(function):
            raise Mistake(f"`{name}` is {describe(function)}, but it should be a function.")
        try:
            result = function(*arguments, **keywords)
        except (Exception, SystemExit) as error:
            raise Mistake(
                f"Your `{name}` stops with {type(error).__name__}: {first_line(error)}"
            ) from error
        if result is None:
            raise Mistake(f"Your `{name}` returns None. Does it end with a `return`?")
        return result


def first_line(error):
    """Give the first line of what an error says.

    Parameters
    ----------
    error : BaseException

    Returns
    -------
    str
    """
    try:
        return next(iter(str(error).splitlines()), "")
    except Exception:
        return "(it has nothing to say)"


def learner_namespace():
    """Find the names of the notebook that is running.

    Returns
    -------
    dict
        Outside a notebook the names of the main program.
    """
    if in_notebook():
        return sys.modules["IPython"].get_ipython().user_ns
    return vars(sys.modules["__main__"])


@contextlib.contextmanager
def undisturbed():
    """Leave no trace of a check: no printed line, no random number used up.

    Keras draws the seeds of its layers from Python's ``random``, so a check
    that calls a function which builds a network would otherwise change the
    network that the learner builds next.
    """
    python_state, numpy_state = random.getstate(), np.random.get_state()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    finally:
        random.setstate(python_state)
        np.random.set_state(numpy_state)
