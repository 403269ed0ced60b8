"""Train several networks one after another, and take the time of each."""

import time
from dataclasses import dataclass
from typing import NamedTuple

import jax
import jax.numpy as jnp
import keras

from lessons_lib.speedrun.evaluation import evaluation
from lessons_lib.speedrun.network import CLASSES, create_network
from lessons_lib.speedrun.report import Run
from lessons_lib.speedrun.training import training_epoch, training_start, weights_of


class Pictures(NamedTuple):
    """Pictures for training and for evaluation.

    Parameters
    ----------
    train_images, test_images : array of uint8, shape (n, 32, 32, 3)
    train_labels, test_labels : array of int32, shape (n,)
    """

    train_images: jax.Array
    train_labels: jax.Array
    test_images: jax.Array
    test_labels: jax.Array


@dataclass(frozen=True)
class Programs:
    """The four compiled programs of a speedrun.

    Parameters
    ----------
    start, epoch_with_whitening_bias, epoch, evaluate : callable
        As :mod:`lessons_lib.speedrun.training` and
        :mod:`lessons_lib.speedrun.evaluation` make them.
    """

    start: callable
    epoch_with_whitening_bias: callable
    epoch: callable
    evaluate: callable


def compiled(recipe, pictures):
    """Compile all programs of a recipe.

    Parameters
    ----------
    recipe : lessons_lib.speedrun.recipe.Recipe
    pictures : Pictures

    Returns
    -------
    Programs
        For pictures of these shapes, and no others.
    """
    network = create_network(recipe)
    weights = weights_of(network)
    images, labels, test_images, test_labels = pictures
    start = jax.jit(training_start(network)).lower(weights, images).compile()
    state = start(weights, images)

    def compiled_epoch(whitening_bias_trains):
        epoch = training_epoch(network, recipe, len(labels), whitening_bias_trains)
        # The old state's memory becomes the new state's.
        epoch = jax.jit(epoch, donate_argnums=0)
        return epoch.lower(state, images, labels, jax.random.key(0), jnp.int32(0)).compile()

    return Programs(
        start,
        compiled_epoch(whitening_bias_trains=True),
        compiled_epoch(whitening_bias_trains=False),
        jax.jit(evaluation(network)).lower(weights, test_images, test_labels).compile(),
    )


def train(recipe, programs, pictures, seed):
    """Train one network and evaluate it.

    Parameters
    ----------
    recipe : lessons_lib.speedrun.recipe.Recipe
    programs : Programs
    pictures : Pictures
    seed : int
        For the first weights, the order of the pictures, flips and shifts.

    Returns
    -------
    run : lessons_lib.speedrun.report.Run
    weights : lessons_lib.speedrun.training.Weights
    losses : list of jax.Array of float32, shape (steps,)
        For each epoch, the loss of each step.
    """
    keras.utils.set_random_seed(seed)
    weights = weights_of(create_network(recipe))
    key = jax.random.key(seed)
    losses = []
    # Calls return before the device is done; without waiting we would time the CPU.
    jax.block_until_ready((weights, key, pictures))
    began = time.perf_counter()
    state = programs.start(weights, pictures.train_images)
    for number in range(recipe.epochs):
        with_bias = number < recipe.whitening_bias_epochs
        epoch = programs.epoch_with_whitening_bias if with_bias else programs.epoch
        state, loss = epoch(
            state, pictures.train_images, pictures.train_labels, key, jnp.int32(number)
        )
        losses.append(loss)
    jax.block_until_ready(state)
    trained = time.perf_counter()
    accuracy, accuracy_tta = jax.block_until_ready(
        programs.evaluate(state.weights, pictures.test_images, pictures.test_labels)
    )
    ended = time.perf_counter()
    run = Run(seed, trained - began, ended - trained, float(accuracy), float(accuracy_tta))
    return run, state.weights, losses


def measure(report, pictures, began, finished):
    """Compile, warm up on random labels, and train one network for each seed.

    Parameters
    ----------
    report : lessons_lib.speedrun.report.Report
        Filled in on the way, so that whatever stops this, what was finished is there.
    pictures : Pictures
    began : float
        When the command began, by ``time.perf_counter``.
    finished : callable
        Called with a `Run` after it has been added to the report.
    """
    recipe = report.recipe
    pictures = jax.device_put(pictures)
    start = time.perf_counter()
    programs = compiled(recipe, pictures)
    report.compile_s = time.perf_counter() - start
    # The first run finds its memory and chooses its algorithms. Its labels say nothing, so
    # that it can't help the others in any way.
    nonsense = jax.random.randint(
        jax.random.key(report.seeds), pictures.train_labels.shape, 0, CLASSES
    )
    train(recipe, programs, pictures._replace(train_labels=nonsense), seed=report.seeds)
    report.cold_total_s = time.perf_counter() - began
    for seed in range(report.seeds):
        run, _, _ = train(recipe, programs, pictures, seed)
        report.runs.append(run)
        finished(run)
