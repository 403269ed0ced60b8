"""Junk in the place of an answer: a sentence each time, and never a "right"."""

import functools
import re
import statistics
import time
import zlib

import classroom
import keras
import numpy as np
import pytest
from test_engine import Hostile

from lessons_lib import check
from lessons_lib.check import guide
from lessons_lib.check.answer import Answer, undisturbed
from lessons_lib.check.challenge import Check
from lessons_lib.check.verdict import Verdict

CHECKS = [name for name in dir(check) if isinstance(getattr(check, name), Check)]

# A check should take 50 ms; a slow or loaded machine may need ten times as long.
MILLISECONDS = 10 * 50


def stops(*arguments, **keywords):
    raise ValueError("nothing works today")


def gives_nothing(*arguments, **keywords):
    return None


def another_model():
    inputs = keras.Input((4,))
    return keras.Model(inputs, keras.layers.Dense(3)(inputs))


STRANGE = {"stops": stops, "gives nothing": gives_nothing, "hostile": Hostile()}
JUNK = {
    "None": None,
    "a text": "text",
    "5": 5,
    "-1.5": -1.5,
    "True": True,
    "a list": [],
    "a dict": {},
    "a tuple": (1, 2),
    "an array": np.zeros(3),
    "pixels": (np.arange(10 * 32 * 32 * 3.0) % 256).reshape(10, 32, 32, 3),
    "class numbers": np.arange(10),
    "a class": keras.layers.Dense,
    "a layer": keras.layers.Dense(3),
    "a model": another_model(),
} | STRANGE

# What is junk everywhere else is a right answer here.
RIGHT = {
    ("rescaling_inside", "raw_predictions", "raw_onnx_predictions"),
    ("save_and_load", "same_predictions", "True"),
}

stem_of = functools.cache(classroom.stem_of)


def before(name):
    """Give the names before a challenge."""
    return classroom.before_challenges(stem_of(name))[name]


@functools.cache
def solved(name):
    """Give the names behind the solution of a challenge."""
    namespace = dict(before(name))
    classroom.run(guide.challenges()[name]["solution"], namespace)
    return namespace


@functools.cache
def names_read(name):
    """List what a check reads of a right answer."""
    answer = Answer(solved(name))
    with undisturbed():
        getattr(check, name)._judge(answer)
    return list(dict.fromkeys(answer.read))


def neighbors(name):
    """Name the challenges with code before and after this one in its notebook."""
    row = [other for other in classroom.before_challenges(stem_of(name)) if other in CHECKS]
    at = row.index(name)
    return row[max(at - 1, 0) : at] + row[at + 1 : at + 2]


def bound(name):
    """Give what the solution of a challenge binds, of what its check reads."""
    after = solved(name)
    return {
        read: after[read]
        for read in names_read(name)
        if after[read] is not before(name).get(read)
    }


def assert_told(name, replaced, generic=False):
    verdict = getattr(check, name).verdict(solved(name) | replaced)
    assert isinstance(verdict, Verdict)
    message = verdict.message
    where = f"{', '.join(replaced)}: {message}"
    assert verdict.state != "right", where
    assert message.strip(), where
    assert len(re.split(r"(?<=[.?!])\s+", message.strip())) <= 3, where
    assert "\n" not in message, where
    assert len(message) < 400, where
    assert not re.search(r"0x[0-9a-f]{2}", message), where
    assert generic or "can't make sense" not in message, where


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("name", CHECKS)
def test_junk_is_told_from_an_answer(name, junk, capsys):
    generic = junk in STRANGE
    names = names_read(name)
    capsys.readouterr()
    for read in names:
        if (name, read, junk) not in RIGHT:
            assert_told(name, {read: JUNK[junk]}, generic)
    assert_told(name, dict.fromkeys(names, JUNK[junk]), generic)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", CHECKS)
def test_the_answer_of_a_neighbor_is_told_from_an_answer(name, capsys):
    mine = bound(name)
    others = {
        theirs: value for one in neighbors(name) for theirs, value in bound(one).items()
    }
    capsys.readouterr()
    for read in mine:
        for theirs, value in others.items():
            if theirs not in mine and (name, read, theirs) not in RIGHT:
                assert_told(name, {read: value})
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", CHECKS)
def test_an_untouched_challenge_is_open(name):
    for namespace in ({}, before(name)):
        verdict = getattr(check, name).verdict(namespace)
        assert verdict.state == "open", verdict.message


def fingerprints(namespace):
    """Sum up what each name holds, so that a change shows."""
    found = {}
    for name, value in namespace.items():
        arrays = [value] if isinstance(value, np.ndarray) else []
        if isinstance(value, keras.Model):
            arrays = value.get_weights()
        sums = [zlib.crc32(array.tobytes()) for array in arrays if array.dtype != object]
        found[name] = (id(value), sums)
    return found


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_changes_nothing(name):
    expected = fingerprints(solved(name))
    verdict = getattr(check, name).verdict(solved(name))
    assert verdict.state == "right", verdict.message
    assert fingerprints(solved(name)) == expected


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_quick(name):
    def milliseconds():
        # The processor's time: the clock on the wall also counts what runs beside the test.
        # That of all threads, since Keras computes in threads of its own.
        start = time.process_time()
        getattr(check, name).verdict(solved(name))
        return 1000 * (time.process_time() - start)

    solved(name)
    milliseconds()
    taken = statistics.median(milliseconds() for _ in range(5))
    assert taken < MILLISECONDS, f"{taken:.0f} ms"
