"""What the command says where it can't start; no JAX is needed to say it."""

import importlib.util

import pytest

from lessons_lib.commands import ON_JAX, speedrun


@pytest.fixture(autouse=True)
def backend(monkeypatch):
    # Set first, so that what the command sets is taken back in any case.
    monkeypatch.setenv("KERAS_BACKEND", "")
    monkeypatch.delenv("KERAS_BACKEND")


def said(capsys):
    """Give what went to standard error: one sentence."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    return captured.err


@pytest.mark.parametrize("name", ["tensorflow", "torch", "no-such-backend"])
def test_another_backend_is_one_sentence(monkeypatch, capsys, name):
    monkeypatch.setenv("KERAS_BACKEND", name)
    assert speedrun.run(["--miniature"]) == 1
    assert f"runs on JAX, and KERAS_BACKEND is '{name}'" in said(capsys)


def test_without_jax_it_says_how_to_get_it(monkeypatch, capsys):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "jax" else found(name)
    )
    assert speedrun.run(["--miniature"]) == 1
    assert "needs JAX" in said(capsys)


@pytest.mark.parametrize("number", ["0", "-1", "many", "1.5"])
def test_a_number_of_seeds_that_is_none_is_refused(capsys, number):
    with pytest.raises(SystemExit) as stop:
        speedrun.run(["--seeds", number])
    assert stop.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.endswith(f"--seeds: a whole number from 1 on is wanted, not {number}")


def test_it_brings_an_environment_with_jax():
    assert "speedrun" in ON_JAX
