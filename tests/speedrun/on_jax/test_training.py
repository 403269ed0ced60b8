from dataclasses import replace

import keras
import numpy as np
import pytest

jax = pytest.importorskip("jax", reason="`test-jax` runs this")

from lessons_lib.commands.speedrun import load_pictures
from lessons_lib.speedrun.augmentation import augmented_epoch
from lessons_lib.speedrun.measuring import compiled, train
from lessons_lib.speedrun.network import create_network
from lessons_lib.speedrun.recipe import MINIATURE
from lessons_lib.speedrun.training import (
    smoothed_cross_entropy,
    training_step,
    weights_of,
)
from lessons_lib.speedrun.whitening import whitening_kernel


def close(first, second, **tolerance):
    for one, other in zip(jax.tree.leaves(first), jax.tree.leaves(second), strict=True):
        np.testing.assert_allclose(one, other, **tolerance)


@pytest.fixture(scope="module")
def network(tiny):
    return create_network(tiny)


@pytest.fixture
def start(tiny, noise, programs):
    keras.utils.set_random_seed(3)
    weights = weights_of(create_network(tiny))
    return programs.start(weights, noise.train_images)


def one_epoch(program, state, noise, number=0):
    return program(
        state,
        noise.train_images,
        noise.train_labels,
        jax.random.key(5),
        jax.numpy.int32(number),
    )


def values(network, state):
    """Copy all weights, by name: an epoch takes the memory of those it was given."""
    trainable, other = jax.tree.map(np.array, state.weights)
    paths = [variable.path for variable in network.trainable_variables]
    other_paths = [variable.path for variable in network.non_trainable_variables]
    named = dict(zip(paths, trainable, strict=True))
    return named | dict(zip(other_paths, other, strict=True))


def test_an_epoch_is_its_steps_one_after_another(tiny, noise, network, programs, start):
    step = jax.jit(
        training_step(network, tiny, 5 * tiny.epochs, whitening_bias_trains=True)
    )
    images, labels = augmented_epoch(
        noise.train_images,
        noise.train_labels,
        jax.random.key(5),
        1,
        tiny.batch_size,
        tiny.translate,
    )
    state, alone = start, []
    for at in range(5):
        state, loss = step(state, (images[at], labels[at], jax.numpy.int32(5 + at)))
        alone.append(float(loss))
    together, losses = one_epoch(programs.epoch_with_whitening_bias, start, noise, number=1)
    close(losses, np.array(alone), rtol=1e-4)
    close(together, state, rtol=1e-3, atol=1e-4)


def test_with_its_bias_trained_the_whitening_kernel_alone_stays(
    noise, network, programs, start
):
    before = values(network, start)
    after = values(network, one_epoch(programs.epoch_with_whitening_bias, start, noise)[0])
    same = {path for path in before if (before[path] == after[path]).all()}
    assert same == {"whitening/kernel"}


def test_with_its_bias_frozen_the_whitening_stays(noise, network, programs, start):
    before = values(network, start)
    after = values(network, one_epoch(programs.epoch, start, noise)[0])
    same = {path for path in before if (before[path] == after[path]).all()}
    assert same == {"whitening/kernel", "whitening/bias"}


def test_the_whitening_comes_from_the_pictures(tiny, noise, network, start):
    normalized = network.get_layer("normalized")(noise.train_images)
    kernel = values(network, start)["whitening/kernel"]
    close(kernel, whitening_kernel(normalized), rtol=1e-3, atol=1e-4)


def test_the_old_state_makes_room_for_the_new_one(noise, programs, start):
    one_epoch(programs.epoch, start, noise)
    assert all(array.is_deleted() for array in jax.tree.leaves(start))
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
    assert first.training_s > 0
    assert first.evaluation_s > 0
    assert first.accuracy == again.accuracy
    close(weights, same, rtol=0)
    head = [jax.tree.leaves(w.trainable)[-1] for w in (weights, other)]
    assert (head[0] != head[1]).any()


def test_16_bits_learn_as_32_do(tiny, noise):
    """Each class has a color, with the noise upon it."""
    colors = np.random.default_rng(1).integers(0, 256, size=(10, 3))
    images = (3 * colors[noise.train_labels][:, None, None] + noise.train_images) // 4
    pictures = noise._replace(train_images=images.astype(np.uint8))

    def epoch_losses(dtype_policy):
        recipe = replace(tiny, dtype_policy=dtype_policy)
        _, weights, losses = train(recipe, compiled(recipe, pictures), pictures, seed=0)
        assert {str(array.dtype) for array in jax.tree.leaves(weights)} == {"float32"}
        return np.array([loss.mean() for loss in losses])

    in_16_bits, in_32_bits = map(epoch_losses, ("mixed_bfloat16", "float32"))
    assert (in_16_bits != in_32_bits).any()
    close(in_16_bits, in_32_bits, rtol=2e-3)
    # What is learned in these few steps is little, yet many times that tolerance.
    assert in_16_bits[0] - in_16_bits[-1] > 0.05


def test_the_miniature_learns_photographs(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    pictures = jax.device_put(load_pictures(MINIATURE))
    run, _, losses = train(MINIATURE, compiled(MINIATURE, pictures), pictures, seed=0)
    assert losses[-1].mean() < losses[0].mean()
    # Guessing is right in one of ten cases, give or take a point or two.
    assert run.accuracy > 0.2
    assert run.accuracy_tta > 0.2
