"""Checks of episode 2: one picture, labels, and the prepared data set."""

from lessons_lib.check.challenge import Check


@Check
def resize(answer):
    raise NotImplementedError


@Check
def one_hot(answer):
    raise NotImplementedError


@Check
def prepare_dataset(answer):
    raise NotImplementedError


@Check
def class_balance(answer):
    raise NotImplementedError
