"""The tables of right and wrong answers: none rejected, none accepted, each told why."""

import re

import classroom
import pytest

from lessons_lib import check, notebooks
from lessons_lib.check.challenge import Check

TABLES = classroom.answers()
RIGHT = [
    pytest.param(name, answer["code"], id=f"{name}-{number}")
    for name, table in TABLES.items()
    for number, answer in enumerate(table["right"], start=1)
]
WRONG = [
    pytest.param(name, answer["code"], answer["says"], id=f"{name}-{number}")
    for name, table in TABLES.items()
    for number, answer in enumerate(table["wrong"], start=1)
]


def verdict(name, code):
    return getattr(check, name).verdict(classroom.try_answer(name, code))


@pytest.mark.parametrize(("name", "code"), RIGHT)
def test_a_right_answer_is_accepted(name, code):
    given = verdict(name, code)
    assert given.state == "right", given.message


@pytest.mark.parametrize(("name", "code", "says"), WRONG)
def test_a_wrong_answer_is_told_what_is_wrong(name, code, says):
    given = verdict(name, code)
    assert given.state != "right"
    assert re.fullmatch(re.escape(says).replace("…", ".+"), given.message), given.message


@pytest.mark.parametrize("name", TABLES)
def test_a_check_knows_enough_answers(name):
    table = TABLES[name]
    assert isinstance(getattr(check, name), Check)
    assert len(table["right"]) >= 3
    messages = {answer["says"] for answer in table["wrong"]}
    assert len(messages) >= 5
    assert len(messages) == len(table["wrong"]), "two mistakes get the same message"
    for kind in ("right", "wrong"):
        codes = [answer["code"].strip() for answer in table[kind]]
        assert len(set(codes)) == len(codes)


def test_every_check_has_its_table():
    checks = {name for name in dir(check) if isinstance(getattr(check, name), Check)}
    assert set(TABLES) == checks


def test_every_challenge_has_a_check_or_questions():
    names = [
        challenge.name
        for path in notebooks.paths()
        for challenge in notebooks.challenges(notebooks.read(path))
    ]
    assert set(names) == set(dir(check)) - {"give_up", "hint", "solution"}


def test_there_are_two_hundred_wrong_answers():
    assert len(WRONG) >= 200
