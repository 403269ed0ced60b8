"""Questions about what a run shows, with options made from its own numbers."""

import functools
from dataclasses import dataclass
from string import ascii_lowercase

from lessons_lib.check.answer import (
    Answer,
    Mistake,
    NotFilled,
    learner_namespace,
    undisturbed,
)
from lessons_lib.check.giving_up import was_given_up
from lessons_lib.check.verdict import Verdict, show, with_code


@dataclass(frozen=True)
class Option:
    """One possible answer to a question.

    Attributes
    ----------
    text : str
    because : str
        Why it is right, or which mistake leads to it.
    right : bool
    """

    text: str
    because: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A question with lettered options, exactly one of them right.

    Attributes
    ----------
    text : str
    options : tuple of Option
        Shown in this order as a, b, c, …
    """

    text: str
    options: tuple

    @property
    def letters(self):
        """The letters of the options, as one string."""
        return ascii_lowercase[: len(self.options)]

    def option(self, letter):
        """Give the option behind a letter."""
        return self.options[self.letters.index(letter)]


def call_of(name, letter, count):
    """Write the call that answers a quiz, e.g. with ``____`` for each letter.

    Parameters
    ----------
    name : str
    letter : str
        What stands in the place of each letter.
    count : int

    Returns
    -------
    str
    """
    return f"check.{name}({', '.join([letter] * count)})"


@dataclass(frozen=True)
class Sheet:
    """The questions of a quiz, to be shown."""

    name: str
    questions: tuple

    def __str__(self):
        lines = []
        for number, question in enumerate(self.questions, start=1):
            lines.append(f"{number}. {question.text}")
            for letter, option in zip(question.letters, question.options, strict=True):
                lines.append(f"   {letter}) {option.text}")
        call = call_of(self.name, '"…"', len(self.questions))
        return "\n".join([*lines, f"Answer with a letter for each question: {call}"])

    def _repr_mimebundle_(self, include=None, exclude=None):
        items = []
        for question in self.questions:
            options = "".join(
                f"<li>{with_code(option.text)}</li>" for option in question.options
            )
            items.append(
                f'<li>{with_code(question.text)}<ol type="a" '
                f'style="list-style-type: lower-alpha">{options}</ol></li>'
            )
        call = call_of(self.name, '"…"', len(self.questions))
        call = with_code(f"Answer with a letter for each question: `{call}`")
        return {
            "text/plain": str(self),
            "text/html": f"<ol>{''.join(items)}</ol><p>{call}</p>",
        }


class Quiz:
    """The questions of one reading challenge.

    Without arguments it shows the questions, with a letter for each it judges.

    Parameters
    ----------
    ask : callable
        Takes an :class:`~lessons_lib.check.answer.Answer` and returns a list of
        :class:`Question`. Its name is the challenge's.
    """

    def __init__(self, ask):
        functools.update_wrapper(self, ask)
        self.name = ask.__name__
        self._ask = ask

    def __repr__(self):
        return f"check.{self.name}()"

    def __call__(self, *letters):
        """Show the questions, or say what is right or wrong with your letters."""
        namespace = learner_namespace()
        if letters:
            show(self.verdict(namespace, *letters))
            return
        try:
            show(Sheet(self.name, self.questions(namespace)))
        except (NotFilled, Mistake) as error:
            show(Verdict(self.name, "open", str(error)))

    def questions(self, namespace):
        """Make the questions from a notebook's names.

        Parameters
        ----------
        namespace : dict

        Returns
        -------
        tuple of Question

        Raises
        ------
        NotFilled, Mistake
            If a name that the questions are about is missing or of another kind.
        """
        try:
            with undisturbed():
                return tuple(self._ask(Answer(namespace)))
        except (NotFilled, Mistake):
            raise
        except Exception as error:
            raise NotFilled(
                "The questions are about what the cells above make, and something there "
                f"is of another kind ({type(error).__name__}). Run the notebook from its top."
            ) from error

    def verdict(self, namespace, *letters):
        """Judge letters.

        Parameters
        ----------
        namespace : dict
        *letters : str
            One for each question, in order.

        Returns
        -------
        Verdict
            Never an error.
        """
        try:
            questions = self.questions(namespace)
        except (NotFilled, Mistake) as error:
            return Verdict(self.name, "open", str(error))
        if len(letters) != len(questions):
            return Verdict(
                self.name,
                "wrong",
                f"There are {len(questions)} questions and you gave {len(letters)} "
                f"{'letter' if len(letters) == 1 else 'letters'}. Give one for each.",
            )
        given = [
            letter.strip().lower() if type(letter) is str else "" for letter in letters
        ]
        for number, (letter, question) in enumerate(zip(given, questions, strict=True), 1):
            if len(letter) != 1 or letter not in question.letters:
                return Verdict(
                    self.name,
                    "wrong",
                    f"The answer to question {number} should be one of the letters "
                    f"{', '.join(question.letters)}, in quotes.",
                )
        chosen = [
            question.option(letter)
            for question, letter in zip(questions, given, strict=True)
        ]
        wrong = [
            f"{number}: {option.because}"
            for number, option in enumerate(chosen, start=1)
            if not option.right
        ]
        if wrong:
            return Verdict(self.name, "wrong", " ".join(wrong))
        if was_given_up(self.name, namespace):
            return Verdict(self.name, "given up", "You have seen the answer; go on.")
        return Verdict(self.name, "right", " ".join(option.because for option in chosen))
