"""Checks of episode 6: saved, self-contained and exported models."""

from lessons_lib.check.challenge import Check
from lessons_lib.check.quiz import Quiz


@Check
def save_and_load(answer):
    raise NotImplementedError


@Check
def rescaling_inside(answer):
    raise NotImplementedError


@Quiz
def model_card(answer):
    raise NotImplementedError


@Check
def onnx_parity(answer):
    raise NotImplementedError
