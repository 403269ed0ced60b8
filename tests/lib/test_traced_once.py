"""TensorFlow traces a training once, and it comes to the same numbers."""

from types import SimpleNamespace

import keras
import numpy as np
import pytest
from keras import layers

from lessons_lib.traced_once import build_before_tracing, build_while_tracing

pytestmark = pytest.mark.skipif(
    keras.backend.backend() != "tensorflow", reason="only TensorFlow traces twice"
)


@pytest.fixture
def trainer(monkeypatch):
    from keras.src.backend.tensorflow import trainer

    # monkeypatch has whatever a test does to it undone
    cls = trainer.TensorFlowTrainer
    monkeypatch.setattr(cls, "_maybe_symbolic_build", cls._maybe_symbolic_build)
    return trainer


class Traced(keras.Model):
    """A network that counts how often its steps are traced."""

    trainings, validations = 0, 0

    def train_step(self, data):
        self.trainings += 1
        return super().train_step(data)

    def test_step(self, data):
        self.validations += 1
        return super().test_step(data)


def images_and_labels(n_images=20):
    random = np.random.default_rng(1)
    return random.random((n_images, 8, 8, 3)), random.integers(0, 4, (n_images, 1))


def compiled(**more):
    keras.utils.set_random_seed(1)
    inputs = keras.Input((8, 8, 3), name="image")
    x = layers.RandomFlip("horizontal")(inputs)
    x = layers.Conv2D(4, 3, use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    x = layers.Dropout(0.5)(layers.Flatten()(x))
    outputs = layers.Dense(4, activation="softmax")(x)
    model = Traced(inputs, outputs, name="traced")
    loss = "sparse_categorical_crossentropy"
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"], **more)
    return model


def fit(model, **more):
    images, labels = images_and_labels()
    return model.fit(
        images,
        labels,
        batch_size=8,
        epochs=2,
        validation_data=(images, labels),
        verbose=0,
        **more,
    )


@pytest.mark.parametrize("steps_per_execution", [1, 25])
def test_a_training_and_its_validation_are_traced_once(steps_per_execution):
    model = compiled(steps_per_execution=steps_per_execution)
    fit(model)
    assert (model.trainings, model.validations) == (1, 1)


def test_without_this_the_training_is_traced_twice(trainer):
    build_while_tracing(trainer)
    model = compiled()
    fit(model)
    assert model.trainings == 2


@pytest.mark.parametrize(
    "more", [{}, {"class_weight": {0: 1.0, 1: 2.0, 2: 3.0, 3: 4.0}}], ids=["", "weighted"]
)
def test_the_numbers_are_the_same_to_the_last_bit(trainer, more):
    here = compiled()
    history = fit(here, **more).history
    build_while_tracing(trainer)
    as_installed = compiled()
    assert fit(as_installed, **more).history == history
    for ours, theirs in zip(here.get_weights(), as_installed.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


class InOrder(keras.utils.PyDataset):
    """Batches that note which of them was asked for."""

    def __init__(self, asked):
        super().__init__()
        self.asked = asked

    def __len__(self):
        return 3

    def __getitem__(self, number):
        self.asked.append(number)
        return images_and_labels(8)


def test_no_batch_is_drawn_for_it(trainer):
    asked, asked_as_installed = [], []
    compiled().fit(InOrder(asked), shuffle=False, verbose=0)
    build_while_tracing(trainer)
    compiled().fit(InOrder(asked_as_installed), shuffle=False, verbose=0)
    assert asked == asked_as_installed


def test_what_is_wrong_is_said_as_keras_says_it(trainer):
    images, labels = images_and_labels()

    def complaint():
        with pytest.raises(ValueError, match="incompatible") as error:
            compiled(run_eagerly=True).fit(images[:, :7], labels, verbose=0)
        return str(error.value)

    ours = complaint()
    build_while_tracing(trainer)
    assert ours == complaint()


def test_it_is_taken_back_however_often_it_is_asked(trainer):
    build_while_tracing(trainer)
    as_installed = trainer.TensorFlowTrainer._maybe_symbolic_build
    build_while_tracing(trainer)
    assert trainer.TensorFlowTrainer._maybe_symbolic_build is as_installed
    build_before_tracing(trainer)
    assert trainer.TensorFlowTrainer._maybe_symbolic_build is not as_installed
    build_while_tracing(trainer)
    assert trainer.TensorFlowTrainer._maybe_symbolic_build is as_installed


def test_a_keras_of_other_names_is_left_as_it_is():
    class TensorFlowTrainer:
        pass

    build_before_tracing(SimpleNamespace(TensorFlowTrainer=TensorFlowTrainer))
    assert not hasattr(TensorFlowTrainer, "_maybe_symbolic_build")
    build_before_tracing(SimpleNamespace())
