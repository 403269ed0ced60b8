"""Checks of episode 5, second part: tuning."""

from lessons_lib.check.challenge import Check
from lessons_lib.check.quiz import Quiz


@Check
def tune_dropout(answer):
    raise NotImplementedError


@Check
def tune_activation(answer):
    raise NotImplementedError


@Quiz
def what_next(answer):
    raise NotImplementedError
