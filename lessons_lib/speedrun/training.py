"""An epoch: a loop over steps that the device runs by itself, compiled once."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import keras

from lessons_lib.speedrun.augmentation import augmented_epoch
from lessons_lib.speedrun.learning_rate import learning_rate_factor
from lessons_lib.speedrun.network import CLASSES
from lessons_lib.speedrun.optimizer import lookahead, nesterov, step_sizes
from lessons_lib.speedrun.whitening import whitening_kernel

# The whitening is computed from so many pictures; more would hardly change it.
WHITENING_PICTURES = 5000


class Weights(NamedTuple):
    """All variables of a network.

    Parameters
    ----------
    trainable : list of jax.Array of float32
        In the order of Keras' ``trainable_variables``.
    other : list of jax.Array of float32
        In the order of ``non_trainable_variables``: the whitening kernel and the
        moving averages of batch normalization.
    """

    trainable: list
    other: list


class TrainingState(NamedTuple):
    """What a step changes.

    Parameters
    ----------
    weights, slow : Weights
        Those that are trained, and Lookahead's average.
    velocity : list of jax.Array of float32
        Of Nesterov's method, one for each trainable variable.
    """

    weights: Weights
    slow: Weights
    velocity: list


def weights_of(network):
    """Give all weights that a network has.

    Parameters
    ----------
    network : keras.Model

    Returns
    -------
    Weights
    """
    return Weights(
        [variable.value for variable in network.trainable_variables],
        [variable.value for variable in network.non_trainable_variables],
    )


def training_start(network):
    """Make the function that begins a training.

    Parameters
    ----------
    network : keras.Model
        From :func:`lessons_lib.speedrun.network.create_network`.

    Returns
    -------
    callable
        Takes weights and pictures (uint8, shape (n, 32, 32, 3)), whitens by the first
        5,000 of them and gives a `TrainingState`.
    """
    kernel = _positions(
        network.non_trainable_variables, [network.get_layer("whitening").kernel]
    )

    def start(weights, images):
        normalized = network.get_layer("normalized")(images[:WHITENING_PICTURES])
        other = list(weights.other)
        [position] = kernel
        other[position] = whitening_kernel(normalized)
        weights = Weights(weights.trainable, other)
        velocity = [jnp.zeros_like(weight) for weight in weights.trainable]
        # A copy, since the device may not overwrite the same memory twice.
        return TrainingState(weights, jax.tree.map(jnp.copy, weights), velocity)

    return start


def training_step(network, recipe, total_steps, whitening_bias_trains):
    """Make the function that learns from one batch.

    Parameters
    ----------
    network : keras.Model
        From :func:`lessons_lib.speedrun.network.create_network`; its own variables are
        neither read nor changed.
    recipe : lessons_lib.speedrun.recipe.Recipe
    total_steps : int
        How many steps the training has.
    whitening_bias_trains : bool
        False freezes the biases of the whitening, so that no gradient has to come down
        to the layer with the largest feature maps.

    Returns
    -------
    callable
        Takes a `TrainingState` and a batch: pictures (uint8, shape (batch, 32, 32, 3)),
        class numbers and the number of the step from 0. Gives the next state and the
        mean loss of the batch (float32).
    """
    learning_rate, decay = step_sizes(recipe)
    trainable = network.trainable_variables
    norm_biases = [
        layer.beta
        for layer in network.layers
        if isinstance(layer, keras.layers.BatchNormalization)
    ]
    fast = _positions(trainable, norm_biases)
    rates = [
        learning_rate * (recipe.bias_scaler if at in fast else 1)
        for at in range(len(trainable))
    ]
    whitening_bias = _positions(trainable, [network.get_layer("whitening").bias])
    frozen = set() if whitening_bias_trains else whitening_bias

    def summed_loss(weights, other, images, labels):
        weights = [
            jax.lax.stop_gradient(weight) if at in frozen else weight
            for at, weight in enumerate(weights)
        ]
        logits, other = network.stateless_call(weights, other, images, training=True)
        return smoothed_cross_entropy(logits, labels, recipe.label_smoothing).sum(), other

    def step(state, batch):
        images, labels, number = batch
        weights, slow, velocity = state
        (loss, other), gradients = jax.value_and_grad(summed_loss, has_aux=True)(
            weights.trainable, weights.other, images, labels
        )
        factor = learning_rate_factor(number, total_steps)
        stepped = [
            (weight, speed)
            if at in frozen
            else nesterov(
                weight,
                speed,
                gradient,
                rate=rates[at],
                decay=decay,
                momentum=recipe.momentum,
                factor=factor,
            )
            for at, (weight, speed, gradient) in enumerate(
                zip(weights.trainable, velocity, gradients, strict=True)
            )
        ]
        weights = Weights([weight for weight, _ in stepped], other)
        weights, slow = lookahead(weights, slow, number, total_steps)
        state = TrainingState(weights, slow, [speed for _, speed in stepped])
        return state, loss / len(labels)

    return step


def training_epoch(network, recipe, n, whitening_bias_trains):
    """Make the function that augments all pictures and learns from each batch of them.

    Parameters
    ----------
    network, recipe, whitening_bias_trains
        As for :func:`training_step`.
    n : int
        How many pictures there are, at least a batch.

    Returns
    -------
    callable
        Takes a `TrainingState`, pictures (uint8, shape (n, 32, 32, 3)), class numbers
        (shape (n,)), the training's random key and the number of the epoch from 0. Gives
        the next state and the loss of each step (float32, shape (steps,)).
    """
    steps = n // recipe.batch_size
    step = training_step(network, recipe, steps * recipe.epochs, whitening_bias_trains)

    def epoch(state, images, labels, key, number):
        images, labels = augmented_epoch(
            images, labels, key, number, recipe.batch_size, recipe.translate
        )
        numbers = number * steps + jnp.arange(steps)
        return jax.lax.scan(step, state, (images, labels, numbers))

    return epoch


def smoothed_cross_entropy(logits, labels, smoothing):
    """Compute the cross-entropy with targets that leave something to every class.

    Parameters
    ----------
    logits : jax.Array of float, shape (batch, 10)
    labels : jax.Array of int, shape (batch,)
    smoothing : float
        Share of the target that is spread evenly, from 0 to 1.

    Returns
    -------
    jax.Array of float32, shape (batch,)
    """
    targets = (1 - smoothing) * jax.nn.one_hot(labels, CLASSES) + smoothing / CLASSES
    return -(targets * jax.nn.log_softmax(logits.astype(jnp.float32))).sum(axis=-1)


def _positions(variables, wanted):
    """Find where some variables stand among others, by identity: Keras' == compares values."""
    wanted = {id(variable) for variable in wanted}
    return {at for at, variable in enumerate(variables) if id(variable) in wanted}
