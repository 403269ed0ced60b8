from dataclasses import replace

import keras
import numpy as np
import pytest

jax = pytest.importorskip("jax", reason="`test-jax` runs this")

from lessons_lib.data import load_cifar10
from lessons_lib.speedrun.augmentation import augmented_epoch
from lessons_lib.speedrun.measuring import Pictures, compiled, train
from lessons_lib.speedrun.network import create_network
from lessons_lib.speedrun.recipe import MINIATURE
from lessons_lib.speedrun.training import (
    first_weights,
    smoothed_cross_entropy,
    training_epoch,
    training_start,
    training_step,
)


def close(first, second, **tolerance):
    for one, other in zip(jax.tree.leaves(first), jax.tree.leaves(second), strict=True):
        np.testing.assert_allclose(one, other, **tolerance)


@pytest.fixture(scope="module")
def network(tiny):
    return create_network(tiny)


@pytest.fixture
def start(tiny, noise, network):
    weights = first_weights(lambda: create_network(tiny), seed=3)
    return training_start(network)(weights, noise.train_images)


def whitening_bias(network, state):
    paths = [variable.path for variable in network.trainable_variables]
    return state.weights.trainable[paths.index("whitening/bias")]


def test_an_epoch_is_its_steps_one_after_another(tiny, noise, network, start):
    key, number = jax.random.key(5), 1
    epoch = jax.jit(training_epoch(network, tiny, 90, whitening_bias_trains=True))
    together, losses = epoch(
        start, noise.train_images, noise.train_labels, key, jax.numpy.int32(number)
    )
    step = jax.jit(
        training_step(network, tiny, 5 * tiny.epochs, whitening_bias_trains=True)
    )
    images, labels = augmented_epoch(
        noise.train_images, noise.train_labels, key, number, tiny.batch_size, tiny.translate
    )
    state, alone = start, []
    for at in range(5):
        state, loss = step(
            state, (images[at], labels[at], jax.numpy.int32(5 * number + at))
        )
        alone.append(loss)
    close(losses, np.array(alone), rtol=1e-4)
    close(together, state, rtol=1e-3, atol=1e-4)


def test_frozen_the_whitening_bias_stays_and_all_else_learns(tiny, noise, network, start):
    states = {}
    for trains in (True, False):
        epoch = jax.jit(training_epoch(network, tiny, 90, trains))
        states[trains], _ = epoch(
            start, noise.train_images, noise.train_labels, jax.random.key(0), 0
        )
    before = whitening_bias(network, start)
    np.testing.assert_array_equal(whitening_bias(network, states[False]), before)
    assert (whitening_bias(network, states[True]) != before).all()
    for at, variable in enumerate(network.trainable_variables):
        if variable.path != "whitening/bias":
            changed = states[False].weights.trainable[at] != start.weights.trainable[at]
            assert changed.any(), variable.path


def test_the_whitening_kernel_comes_from_the_pictures_and_stays(
    tiny, noise, network, start
):
    paths = [variable.path for variable in network.non_trainable_variables]
    at = paths.index("whitening/kernel")
    epoch = jax.jit(training_epoch(network, tiny, 90, whitening_bias_trains=True))
    after, _ = epoch(start, noise.train_images, noise.train_labels, jax.random.key(0), 0)
    close(after.weights.other[at], start.weights.other[at], rtol=1e-6)
    random = first_weights(lambda: create_network(tiny), seed=3).other[at]
    assert np.abs(random - start.weights.other[at]).max() > 0.1


def test_the_old_state_makes_room_for_the_new_one(noise, programs, tiny):
    weights = first_weights(lambda: create_network(tiny), seed=0)
    state = programs.start(weights, noise.train_images)
    programs.epoch(
        state,
        noise.train_images,
        noise.train_labels,
        jax.random.key(0),
        jax.numpy.int32(0),
    )
    assert all(array.is_deleted() for array in jax.tree.leaves(state))
    assert not noise.train_images.is_deleted()


def test_the_loss_is_that_of_keras(network):
    random = np.random.default_rng(0)
    logits = random.normal(size=(7, 10)).astype(np.float32)
    labels = random.integers(0, 10, size=7)
    keras_loss = keras.losses.CategoricalCrossentropy(
        from_logits=True, label_smoothing=0.2, reduction="none"
    )
    wanted = keras_loss(keras.utils.to_categorical(labels, 10), logits)
    close(smoothed_cross_entropy(logits, labels, 0.2), wanted, rtol=1e-5)


def test_a_seed_gives_the_same_network_again_and_another_seed_another(
    tiny, programs, noise
):
    (first, weights, _), (again, same, _), (_, other, _) = (
        train(tiny, programs, noise, seed) for seed in (7, 7, 8)
    )
    assert first.accuracy == again.accuracy
    close(weights, same, rtol=0)
    head = [jax.tree.leaves(w.trainable)[-1] for w in (weights, other)]
    assert (head[0] != head[1]).any()


@pytest.mark.parametrize("policy", ["mixed_bfloat16", "float32"])
def test_it_learns_labels_by_heart_in_either_precision(tiny, noise, policy):
    recipe = replace(tiny, epochs=12, dtype_policy=policy)
    programs = compiled(recipe, noise)
    run, _, losses = train(recipe, programs, noise, seed=0)
    assert run.training_s > 0
    assert run.evaluation_s > 0
    assert losses[-1].mean() < 0.9 * losses[0].mean()


def test_the_miniature_learns_photographs():
    (images, labels), _ = load_cifar10()
    labels = labels.ravel().astype(np.int32)
    pictures = jax.device_put(
        Pictures(images[:-1000], labels[:-1000], images[-1000:], labels[-1000:])
    )
    run, _, losses = train(MINIATURE, compiled(MINIATURE, pictures), pictures, seed=0)
    assert losses[-1].mean() < losses[0].mean()
    # Guessing is right in one of ten cases.
    assert run.accuracy > 0.4
    assert run.accuracy_tta > 0.4
