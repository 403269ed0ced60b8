"""The learning rate over a training: up in a straight line, and down in another."""

import jax.numpy as jnp

START, END = 0.2, 0.07
# Where the peak lies, as a share of all steps.
WARM_UP = 0.23


def learning_rate_factor(step, total_steps):
    """Give the share of the peak learning rate that a step uses.

    Parameters
    ----------
    step : int or jax.Array of int
        From 0 to `total_steps`.
    total_steps : int
        How many steps the training has.

    Returns
    -------
    jax.Array of float32
        From 0.2 up to 1, and down to 0.07 after the last step.
    """
    peak = int(WARM_UP * total_steps)
    return jnp.interp(
        step, jnp.array([0.0, peak, total_steps]), jnp.array([START, 1.0, END])
    )
