"""Checks of episode 5, first part: predictions and how good they are."""

from lessons_lib.check.challenge import Check
from lessons_lib.check.quiz import Quiz


@Check
def predict_class_names(answer):
    raise NotImplementedError


@Check
def test_set_size(answer):
    raise NotImplementedError


@Check
def baseline(answer):
    raise NotImplementedError


@Quiz
def read_the_confusion_matrix(answer):
    raise NotImplementedError


@Check
def precision_recall(answer):
    raise NotImplementedError
