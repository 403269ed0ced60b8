"""What the worker says may have been written by the learner."""

import json

import pytest

from lessons_lib.grading.result import Account


def result(*said, stopped=None):
    account = Account()
    for what in said:
        account.take(what if isinstance(what, bytes) else json.dumps(what).encode())
    return account.result("anna.ipynb", stopped)


def verdict(challenge, state):
    return {"verdict": {"challenge": challenge, "state": state}}


EPISODE = {"episode": "03-build"}
END = {"end": "complete"}


def test_challenges_without_a_verdict_are_open():
    came_to = result(EPISODE, verdict("conv2d", "right"), END)
    assert came_to.states["conv2d"] == "right"
    assert came_to.states["dense"] == "open"
    assert (came_to.solved, len(came_to.states), came_to.remark) == (1, 10, "")


@pytest.mark.parametrize(
    ("first", "last"), [("wrong", "right"), ("right", "wrong"), ("right", "open")]
)
def test_the_last_verdict_counts(first, last):
    came_to = result(EPISODE, verdict("conv2d", first), verdict("conv2d", last), END)
    assert came_to.states["conv2d"] == last


@pytest.mark.parametrize(
    "said",
    [
        b"not JSON",
        b"[" * 100_000,
        b'"\xff"',
        b"9" * 10_000,
        [],
        {},
        {"verdict": None},
        verdict("conv2d", ["right"]),
        verdict(["conv2d"], "right"),
        verdict("conv2d", "excellent"),
        verdict("not_of_this_course", "right"),
        verdict("steps_per_epoch", "right"),
        {"episode": ["03-build"]},
        {"episode": "04-compile-and-fit"},
        {"cell": "=1+1"},
        {"cell": True},
        {"cell": -1},
        {"error": 7},
        {"end": ["complete"]},
        {"end": "solved everything"},
        {"remark": "solved everything"},
        {"verdict": {}, "end": "complete"},
    ],
    ids=repr,
)
def test_what_has_no_known_form_changes_nothing(said):
    assert result(EPISODE, said, END) == result(EPISODE, END)


def test_an_unknown_episode_is_none():
    assert result({"episode": "99-escape"}, END).episode is None


def test_the_first_error_is_named_with_its_cell():
    said = [
        EPISODE,
        {"cell": 4},
        {"error": "KeyError"},
        {"cell": 5},
        {"error": "TypeError"},
    ]
    assert result(*said, END).remark == "cell [4] stops with KeyError"


@pytest.mark.parametrize("name", ["\x1b[2J", "=cmd()", "a" * 100, "{cell}", ""])
def test_an_error_may_be_called_anything_and_is_not_shown_then(name):
    remark = result(EPISODE, {"cell": 4}, {"error": name}, END).remark
    assert remark == "cell [4] stops with an error"


def test_a_notebook_that_was_stopped_keeps_what_it_had():
    said = [EPISODE, {"cell": 4}, verdict("conv2d", "right"), {"cell": 5}]
    came_to = result(*said, stopped="10 minutes are over")
    assert came_to.states["conv2d"] == "right"
    assert came_to.remark == "stopped in cell [5]: 10 minutes are over"


def test_a_worker_that_ends_without_a_word_is_no_success():
    assert result(EPISODE, {"cell": 5}).remark == "ended without a result in cell [5]"
    assert result().remark == "ended without a result"
