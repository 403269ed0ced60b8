"""Every quiz: one right option a question, and a word of its own for each wrong one."""

import functools
import re

import classroom
import pytest

from lessons_lib import check, notebooks
from lessons_lib.check.quiz import Quiz

QUIZZES = [name for name in dir(check) if isinstance(getattr(check, name), Quiz)]


@functools.cache
def names_before(name):
    return classroom.before_challenges(classroom.stem_of(name))[name]


def questions(name):
    return getattr(check, name).questions(names_before(name))


def right_letters(name):
    return [
        letter
        for question in questions(name)
        for letter in question.letters
        if question.option(letter).right
    ]


def test_every_reading_challenge_is_a_quiz():
    reading = {
        challenge.name
        for path in notebooks.paths()
        for challenge in notebooks.challenges(notebooks.read(path))
        if challenge.blank is None
    }
    assert set(QUIZZES) == reading


@pytest.mark.parametrize("name", QUIZZES)
def test_each_question_has_exactly_one_right_option(name):
    assert 2 <= len(questions(name)) <= 4
    for question in questions(name):
        assert len(question.options) >= 3
        assert sum(option.right for option in question.options) == 1


@pytest.mark.parametrize("name", QUIZZES)
def test_no_two_options_are_alike(name):
    for question in questions(name):
        texts = [option.text.strip() for option in question.options]
        assert all(texts)
        assert len(set(texts)) == len(texts), texts
    reasons = [
        option.because.strip()
        for question in questions(name)
        for option in question.options
    ]
    assert all(reasons)
    assert len(set(reasons)) == len(reasons), reasons


@pytest.mark.parametrize("name", QUIZZES)
def test_a_wrong_letter_gets_its_own_explanation(name):
    right = right_letters(name)
    for number, question in enumerate(questions(name)):
        for letter in set(question.letters) - {right[number]}:
            letters = [*right[:number], letter, *right[number + 1 :]]
            verdict = getattr(check, name).verdict(names_before(name), *letters)
            because = question.option(letter).because
            assert (verdict.state, verdict.message) == ("wrong", f"{number + 1}: {because}")


@pytest.mark.parametrize("name", QUIZZES)
def test_the_letters_of_the_notebook_are_right(name):
    notebook = notebooks.read(notebooks.NOTEBOOKS / f"{classroom.stem_of(name)}.ipynb")
    (cell,) = (one.check for one in notebooks.challenges(notebook) if one.name == name)
    letters = re.findall(r'"([a-z])"', cell.source)
    assert letters == right_letters(name)
    assert getattr(check, name).verdict(names_before(name), *letters).state == "right"


@pytest.mark.parametrize("name", QUIZZES)
def test_a_quiz_without_the_names_it_is_about_is_open(name):
    assert getattr(check, name).verdict({}, "a").state == "open"
