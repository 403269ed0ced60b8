"""What the benchmark trains: the same pictures for all."""

from functools import partialmethod
from types import SimpleNamespace

import keras
import numpy as np
import pytest

from lessons_lib.bench import recipes, stopwatch, sweeps


@pytest.fixture(autouse=True)
def ways_of_the_course(monkeypatch):
    """What the naive trainings take back must be there again for later tests."""
    if keras.backend.backend() == "tensorflow":
        import tensorflow
        from keras.src.backend.tensorflow.trainer import TensorFlowTrainer as Trainer

        monkeypatch.setattr(tensorflow.data, "Options", tensorflow.data.Options)
        build = Trainer._maybe_symbolic_build
        monkeypatch.setattr(Trainer, "_maybe_symbolic_build", build)


@pytest.fixture
def pictures():
    random = np.random.default_rng(1)
    images = random.integers(0, 256, (80, 32, 32, 3), dtype=np.uint8)
    return images, np.arange(80, dtype=np.uint8).reshape(-1, 1) % 10


def test_the_stopwatch_starts_with_the_training_and_is_read_after_epochs(monkeypatch):
    now = iter([100.0, 103.5, 107.0])
    clock = SimpleNamespace(perf_counter=lambda: next(now))
    monkeypatch.setattr(stopwatch, "time", clock)
    watch = stopwatch.Stopwatch()
    watch.on_train_begin()
    watch.on_epoch_end(0, {"val_accuracy": 0.25})
    watch.on_epoch_end(1, {"val_accuracy": 0.5})
    assert watch.epochs == [
        {"seconds": 3.5, "val_accuracy": 0.25},
        {"seconds": 7.0, "val_accuracy": 0.5},
    ]


def test_validation_counts():
    seen = []

    class Watch(stopwatch.Stopwatch):
        def on_test_end(self, logs=None):
            seen.append("validated")

        def on_epoch_end(self, epoch, logs=None):
            super().on_epoch_end(epoch, logs)
            seen.append("read")

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile(loss="mse", metrics=["accuracy"])
    data = np.zeros((4, 2)), np.zeros((4, 1))
    model.fit(*data, validation_data=data, callbacks=[Watch()], verbose=0)
    assert seen == ["validated", "read"]


def test_all_recipes_train_and_validate_on_the_same_pictures(pictures):
    for prepare, _ in recipes.RECIPES.values():
        train_images, val_images, _, val_labels = prepare(*pictures)
        scale = 1 if train_images.dtype == np.uint8 else 255
        expected = pictures[0][_rows_held_out(pictures)]
        assert np.array_equal(np.rint(val_images * scale).astype(np.uint8), expected)
        assert len(train_images) == 64
        assert len(val_labels) == 16


def _rows_held_out(pictures):
    one_hot = keras.utils.to_categorical(pictures[1], num_classes=10)
    rows = np.arange(len(one_hot))
    return recipes.split(rows, rows, one_hot)[1]


def test_the_naive_recipe_makes_64_bit_numbers_and_the_fast_one_none(pictures):
    types = {
        name: prepare(*pictures)[0].dtype for name, (prepare, _) in recipes.RECIPES.items()
    }
    assert types["naive intro"] == types["naive dropout"] == np.float64
    assert types["episode intro"] == types["episode dropout"] == np.float32
    assert types["fast S"] == types["fast S2"] == np.uint8


def test_each_way_to_sweep_gives_an_accuracy_for_each_training(pictures, monkeypatch):
    # Step by step as they stand: a dozen networks take longer to trace than to train.
    eagerly = partialmethod(keras.Model.compile, run_eagerly=True)
    monkeypatch.setattr(keras.Model, "compile", eagerly)
    monkeypatch.setattr(sweeps, "RATES", (0.15, 0.75))
    counts = {name: len(way(*pictures, epochs=1)) for name, way in sweeps.WAYS.items()}
    assert counts == {
        "one after another": 2,
        "all at once": 2,
        "all at once, larger batches": 2,
        "episode 5": 6,
    }


@pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="the course changes TensorFlow's ways"
)
def test_a_naive_training_runs_as_installed_however_often_it_is_asked():
    import tensorflow
    from keras.src.backend.tensorflow.trainer import TensorFlowTrainer as Trainer

    for _ in range(2):
        recipes.train_as_installed()
        options, build = tensorflow.data.Options, Trainer._maybe_symbolic_build
        assert options.__module__.startswith("tensorflow.")
        assert options().autotune.enabled is None
        assert build.__code__.co_filename.endswith("trainer.py")
