"""Stochastic gradient descent with Nesterov's momentum, and Lookahead above it."""

import jax
import jax.numpy as jnp

# For how many pictures the recipe states its learning rate and weight decay.
PICTURES = 1024
# Every so many steps Lookahead takes the weights back some of the way.
LOOKAHEAD_STEPS = 5


def step_sizes(recipe):
    """Convert a recipe's learning rate and weight decay into those of a step.

    The recipe states them such that each can be tuned alone: momentum lengthens steps by
    a factor of 1 + 1 / (1 - momentum), which is divided out here
    (https://arxiv.org/abs/2404.00498).

    Parameters
    ----------
    recipe : lessons_lib.speedrun.recipe.Recipe

    Returns
    -------
    learning_rate : float
        Peak, for a loss summed over a batch.
    weight_decay : float
        Share of a weight that a step subtracts at the peak, before momentum.
    """
    lengthened = PICTURES * (1 + 1 / (1 - recipe.momentum))
    return (
        recipe.learning_rate / lengthened,
        recipe.weight_decay * recipe.batch_size / lengthened,
    )


def nesterov(weight, velocity, gradient, *, rate, decay, momentum, factor):
    """Make one step of one variable.

    Parameters
    ----------
    weight, velocity, gradient : jax.Array of float32
        Of the same shape. The velocity is 0 at first.
    rate : float
        Peak learning rate.
    decay : float
        Share of the weight that a step subtracts at the peak, before momentum.
    momentum : float
        From 0 to below 1.
    factor : float or jax.Array
        Share of the peak learning rate that this step uses.

    Returns
    -------
    weight, velocity : jax.Array of float32
    """
    # Divided by the rate here and multiplied below: decay doesn't depend on it.
    gradient = gradient + decay / rate * weight
    velocity = momentum * velocity + gradient
    return weight - factor * rate * (gradient + momentum * velocity), velocity


def lookahead(fast, slow, step, total_steps):
    """Move slow weights after fast ones, and let the fast ones go on from there.

    Parameters
    ----------
    fast, slow : pytree of jax.Array of float32
        The weights that are trained, and an average that follows them.
    step : int or jax.Array of int
        The step just made, from 0.
    total_steps : int
        How many steps the training has.

    Returns
    -------
    fast, slow : pytree of jax.Array of float32
        The same as before, except in every fifth step, when both are a mean of the two;
        and in the last, when the fast ones become the slow ones.

    Notes
    -----
    The slow weights' share grows with the third power of the time, up to 0.95 ** 5: first
    they follow at once, in the end hardly (https://arxiv.org/abs/2404.00498).
    """
    done = step + 1
    share = 0.95**LOOKAHEAD_STEPS * (done / total_steps) ** 3
    due = done % LOOKAHEAD_STEPS == 0
    last = done == total_steps

    # A choice of values, not `jax.lax.cond`, for which a GPU would have to ask the CPU.
    def follow(fast, slow):
        return jnp.where(due, share * slow + (1 - share) * fast, slow)

    slow = jax.tree.map(follow, fast, slow)
    fast = jax.tree.map(lambda f, s: jnp.where(due | last, s, f), fast, slow)
    return fast, slow
