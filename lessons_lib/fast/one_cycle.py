"""A learning rate of one cycle: it rises, and then falls to zero."""

import keras


class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    """Rise from zero to a peak in a fifth of the steps, and fall to zero in the rest.

    Both ways are straight lines. Notebook 17 writes this class out.

    Parameters
    ----------
    peak : float
        The highest learning rate.
    n_steps : int
        Steps of the whole training: batches an epoch times epochs.

    Examples
    --------
    >>> rate = OneCycle(peak=0.01, n_steps=100)
    >>> [round(float(rate(step)), 4) for step in (0, 10, 20, 60, 100)]
    [0.0, 0.005, 0.01, 0.005, 0.0]
    """

    def __init__(self, peak, n_steps):
        self.peak, self.n_steps = peak, n_steps

    def __call__(self, step):
        """Give the learning rate of a step."""
        progress = keras.ops.cast(step, "float32") / self.n_steps
        rising = progress / 0.2
        falling = (1 - progress) / 0.8
        return self.peak * keras.ops.minimum(rising, falling)

    def get_config(self):
        """Give what the schedule is made of, to be saved with an optimizer."""
        return {"peak": self.peak, "n_steps": self.n_steps}
