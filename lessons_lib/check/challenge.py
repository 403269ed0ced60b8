"""A check of a challenge: reads the notebook's names and says what is right or wrong."""

import functools

from lessons_lib.check.answer import (
    Answer,
    Mistake,
    NotFilled,
    first_line,
    learner_namespace,
    undisturbed,
)
from lessons_lib.check.giving_up import was_given_up
from lessons_lib.check.verdict import Verdict, show


class Check:
    """The check of one challenge. Call it without arguments in the notebook.

    Parameters
    ----------
    judge : callable
        Takes an :class:`~lessons_lib.check.answer.Answer`; returns the sentence
        for a right answer, raises :class:`~lessons_lib.check.answer.Mistake`
        with the sentence for a wrong one. Its name is the challenge's.
    """

    def __init__(self, judge):
        functools.update_wrapper(self, judge)
        self.name = judge.__name__
        self._judge = judge

    def __repr__(self):
        return f"check.{self.name}()"

    def __call__(self):
        """Look at your answer and say what is right or wrong with it."""
        show(self.verdict(learner_namespace()))

    def verdict(self, namespace):
        """Judge the answer that a namespace holds.

        Parameters
        ----------
        namespace : dict
            The notebook's names and values; nothing in it is changed.

        Returns
        -------
        Verdict
            Never an error, whatever the names hold.
        """
        try:
            with undisturbed():
                message = self._judge(Answer(namespace))
        except NotFilled as open_:
            return Verdict(self.name, "open", str(open_))
        except Mistake as mistake:
            return Verdict(self.name, "wrong", str(mistake))
        except Exception as error:
            return Verdict(
                self.name,
                "wrong",
                "The check can't make sense of this answer "
                f"({type(error).__name__}: {first_line(error)}). Compare it with the task.",
            )
        if was_given_up(self.name, namespace):
            return Verdict(
                self.name, "given up", "The solution's names are in place; go on."
            )
        return Verdict(self.name, "right", message)
