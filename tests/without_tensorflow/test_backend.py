"""The environment of ``make test-jax`` is what it says it is."""

import importlib.util

import keras


def test_there_is_no_tensorflow():
    assert importlib.util.find_spec("tensorflow") is None


def test_keras_runs_on_jax():
    assert keras.backend.backend() == "jax"
