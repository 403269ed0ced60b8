"""The engine behind the checks: verdicts, quizzes, hints, giving up."""

import random
import sys

import classroom
import keras
import numpy as np
import pytest

from lessons_lib import check
from lessons_lib.check import giving_up, guide
from lessons_lib.check.answer import Answer, Mistake, NotFilled
from lessons_lib.check.challenge import Check
from lessons_lib.check.quiz import Option, Question, Quiz
from lessons_lib.check.values import as_array, describe, layers_behind
from lessons_lib.check.verdict import MIME_TYPE, Verdict


class Hostile:
    """An object that answers nothing."""

    def __repr__(self):
        raise RuntimeError("no repr")

    __str__ = __repr__

    def __eq__(self, other):
        raise RuntimeError("no comparison")

    __hash__ = None

    def __getattr__(self, name):
        raise RuntimeError("no attributes")


@Check
def answer_to_everything(answer):
    """Want 42."""
    if answer["number"] != 42:
        raise Mistake(f"`number` is {describe(answer['number'])}, not 42.")
    return "It is 42."


@pytest.fixture(autouse=True)
def forget():
    yield
    giving_up._given_up.clear()
    guide._hints_given.clear()


def test_a_check_is_right_wrong_or_open():
    states = {
        number: answer_to_everything.verdict(names).state
        for number, names in enumerate(
            [{"number": 42}, {"number": 41}, {}, {"number": ...}]
        )
    }
    assert states == {0: "right", 1: "wrong", 2: "open", 3: "open"}


def test_none_is_told_apart_from_nothing():
    verdict = answer_to_everything.verdict({"number": None})
    assert verdict.state == "wrong"
    assert "`number` is None" in verdict.message


def test_an_answer_that_breaks_the_check_gets_a_sentence():
    verdict = answer_to_everything.verdict({"number": Hostile()})
    assert verdict.state == "wrong"
    assert "RuntimeError: no comparison" in verdict.message


def test_a_check_uses_up_no_random_number():
    @Check
    def greedy(answer):
        random.random()
        np.random.rand()
        keras.layers.Dense(3).build((None, 2))
        print("noise")
        return "done"

    random.seed(1)
    np.random.seed(1)
    expected = random.random(), np.random.rand()
    random.seed(1)
    np.random.seed(1)
    assert greedy.verdict({}).state == "right"
    assert (random.random(), np.random.rand()) == expected


def test_a_check_prints_nothing_of_its_own(capsys):
    @Check
    def noisy(answer):
        print("noise")
        return "done"

    noisy.verdict({})
    assert capsys.readouterr().out == ""


def test_a_learners_function_that_stops_is_named():
    def broken():
        raise ValueError("first line\nsecond line")

    with pytest.raises(Mistake, match=r"^Your `broken` stops with ValueError: first line$"):
        Answer({"broken": broken}).call("broken")
    with pytest.raises(Mistake, match=r"`broken` is the number 5, but it should be a func"):
        Answer({"broken": 5}).call("broken")
    with pytest.raises(Mistake, match=r"returns None"):
        Answer({"broken": lambda: None}).call("broken")
    with pytest.raises(Mistake, match=r"SystemExit"):
        Answer({"broken": lambda: sys.exit()}).call("broken")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (5, "the number 5"),
        (0.25, "the number 0.25"),
        (True, "True"),
        ("relu", 'the text "relu"'),
        ("x" * 50, "a text of 50 letters"),
        ((32, 32, 3), "the tuple (32, 32, 3)"),
        ([1, 2], "a list of 2"),
        ({"a": 1}, "a dict of 1"),
        (np.zeros((2, 10)), "an array of shape (2, 10)"),
        (np.float32(0.5), "the number 0.5"),
        (dict, "the class dict, not an object made from it"),
        (len, "the function len"),
        (keras.Input((4,)), "the output of a layer, of shape (None, 4)"),
        (keras.layers.Dense(3), "a Dense"),
        (keras.optimizers.Adam(), "an Adam"),
    ],
)
def test_a_value_is_described_without_its_repr(value, words):
    assert describe(value) == words


def test_even_an_object_that_answers_nothing_is_described():
    assert describe(Hostile()) == "a Hostile"


def test_numbers_of_any_kind_become_an_array():
    for value in ([1, 2], (1, 2), np.array([1, 2]), keras.ops.convert_to_tensor([1, 2])):
        assert as_array(value).tolist() == [1, 2]
    for value in ("12", {"a": 1}, Hostile(), [[1], [2, 3]], len):
        assert as_array(value) is None


def test_the_layers_behind_a_tensor():
    inputs = keras.Input((4,), name="first")
    outputs = keras.layers.Dense(2, name="third")(
        keras.layers.Dense(3, name="second")(inputs)
    )
    assert [layer.name for layer in layers_behind(outputs)] == ["first", "second", "third"]


def test_a_verdict_speaks_in_words_and_in_html():
    bundle = Verdict("conv2d", "wrong", "`x` < 3.")._repr_mimebundle_()
    assert bundle["text/plain"] == "✗ conv2d: Not yet. `x` < 3."
    assert "<code>x</code> &lt; 3." in bundle["text/html"]
    assert "Not yet." in bundle["text/html"]
    assert bundle[MIME_TYPE] == {
        "challenge": "conv2d",
        "state": "wrong",
        "message": "`x` < 3.",
    }


@Quiz
def two_questions(answer):
    """Ask about a number and about its square."""
    number = answer["number"]
    return [
        Question(
            "Which number?",
            (Option(str(number), "It is that.", right=True), Option("0", "Not zero.")),
        ),
        Question(
            "Its square?",
            (Option(str(number), "The root."), Option(str(number**2), "Yes.", right=True)),
        ),
    ]


def test_a_quiz_judges_letters():
    names = {"number": 3}
    assert two_questions.verdict(names, "a", "b").state == "right"
    assert two_questions.verdict(names, "A", " b ").state == "right"
    wrong = two_questions.verdict(names, "b", "a")
    assert (wrong.state, wrong.message) == ("wrong", "1: Not zero. 2: The root.")
    assert two_questions.verdict(names, "a").message.startswith("There are 2 questions")
    assert "one of the letters a, b" in two_questions.verdict(names, "a", "z").message
    assert "one of the letters a, b" in two_questions.verdict(names, 1, "a").message
    assert "one of the letters a, b" in two_questions.verdict(names, "ab", "a").message
    assert two_questions.verdict({}, "a", "b").state == "open"
    assert two_questions.verdict({"number": "three"}, "a", "b").state == "open"


def test_a_quiz_shows_its_questions(capsys, monkeypatch):
    monkeypatch.setattr("lessons_lib.check.quiz.learner_namespace", lambda: {"number": 3})
    two_questions()
    shown = capsys.readouterr().out
    assert "1. Which number?" in shown
    assert "   b) 9" in shown
    assert 'check.two_questions("…", "…")' in shown


STORY = {
    "steps": {
        "notebook": "01-introduction",
        "title": "steps",
        "blank": "a = ____\nb = ____",
        "hints": ["Count.", "Count again."],
        "solution": "a = 1\nb = a + later",
        "answer": None,
    },
    "read": {
        "notebook": "01-introduction",
        "title": "read",
        "blank": None,
        "hints": [],
        "solution": None,
        "answer": "It is so.",
    },
}


@pytest.fixture
def story(monkeypatch):
    """Stand in for the course: two challenges and the learner's names."""
    names = {"later": 5, "__builtins__": __builtins__}
    monkeypatch.setattr(guide, "challenges", lambda: STORY)
    monkeypatch.setattr(guide, "learner_namespace", lambda: names)
    return names


@pytest.mark.usefixtures("story")
def test_hints_come_one_by_one(capsys):
    for expected in (
        "Hint 1 of 2.** Count.",
        "Hint 2 of 2.** Count again.",
        "no more hints",
    ):
        guide.hint("steps")
        assert expected in capsys.readouterr().out


@pytest.mark.usefixtures("story")
def test_an_unknown_challenge_is_named_with_its_neighbor(capsys):
    for helper in (guide.hint, guide.solution, guide.give_up):
        helper("step")
        assert capsys.readouterr().out == (
            "There is no challenge called `step`. Do you mean steps?\n"
        )


@pytest.mark.usefixtures("story")
def test_a_solution_is_printed_where_there_is_no_notebook(capsys):
    guide.solution("steps")
    guide.solution("read")
    assert capsys.readouterr().out == "a = 1\nb = a + later\nIt is so.\n"


def test_giving_up_binds_what_is_missing(story, capsys):
    guide.give_up("steps")
    assert (story["a"], story["b"]) == (1, 6)
    assert "has bound `a`, `b`" in capsys.readouterr().out


def test_giving_up_keeps_the_learners_own(story, capsys):
    mine = story["a"] = [7]
    guide.give_up("steps")
    assert story["a"] is mine
    assert story["b"] == 6
    assert "has bound `b`." in capsys.readouterr().out


def test_giving_up_too_early_changes_nothing(story, capsys):
    del story["later"]
    before = dict(story)
    guide.give_up("steps")
    assert story == before
    assert "NameError: name 'later' is not defined" in capsys.readouterr().out


def test_what_was_given_up_is_not_called_solved(story):
    @Check
    def steps(answer):
        return f"It is {answer['a']}."

    guide.give_up("steps")
    assert steps.verdict(story).state == "given up"
    story["a"] = 2
    assert steps.verdict(story).state == "right"


def test_tab_shows_checks_and_help_only():
    assert {"hint", "solution", "give_up", "input_layer"} <= set(dir(check))
    for name in set(dir(check)) - {"hint", "solution", "give_up"}:
        assert isinstance(getattr(check, name), Check | Quiz)


def test_the_classroom_gives_every_class():
    images, labels = classroom._little_data()[0]
    assert images.shape == (1000, 32, 32, 3)
    assert np.bincount(labels.ravel()).tolist() == [100] * 10


@pytest.mark.usefixtures("story")
def test_open_and_mistake_reach_the_learner_as_words():
    with pytest.raises(NotFilled, match="`x` does not exist yet"):
        Answer({})["x"]
