"""Checks of episode 4: the learning rate, the loss, and two trainings."""

from lessons_lib.check.challenge import Check
from lessons_lib.check.quiz import Quiz


@Check
def learning_rate(answer):
    raise NotImplementedError


@Check
def cross_entropy_by_hand(answer):
    raise NotImplementedError


@Check
def compile(answer):
    raise NotImplementedError


@Check
def fit(answer):
    raise NotImplementedError


@Quiz
def read_the_curves(answer):
    raise NotImplementedError


@Check
def create_model_dropout(answer):
    raise NotImplementedError


@Check
def does_dropout_help(answer):
    raise NotImplementedError
