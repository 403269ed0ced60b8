"""Checks of episode 1: the shapes, the steps, one prediction."""

from lessons_lib.check.challenge import Check
from lessons_lib.check.quiz import Quiz


@Quiz
def explain_the_shapes(answer):
    raise NotImplementedError


@Check
def steps_per_epoch(answer):
    raise NotImplementedError


@Check
def predict_another(answer):
    raise NotImplementedError
