"""Check of the notebook on fast training: a learning rate that rises and falls."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.values import as_array, describe

_STEPS = np.arange(101)
_WANTED = np.minimum(_STEPS / 20, (100 - _STEPS) / 80)


@Check
def one_cycle(answer):
    """Want a schedule that rises for a fifth of the steps and then falls to zero."""
    schedule = answer.call("OneCycle", peak=1.0, n_steps=100)
    if not callable(schedule):
        raise Mistake(f"`OneCycle` makes {describe(schedule)}, which has no `__call__`.")
    rates = _rates(schedule)
    if np.allclose(rates, _WANTED, atol=1e-4):
        _compare_scale(answer)
        return (
            "A fifth of the steps up, four fifths down, and the last step is almost none."
        )
    _explain(rates)
    raise Mistake(
        f"With a peak of 1 and 100 steps the rate is {rates[10]:.3g} at step 10, {rates[20]:.3g} "
        f"at step 20 and {rates[60]:.3g} at step 60; it should be 0.5, 1 and 0.5."
    )


def _rates(schedule):
    try:
        rates = [as_array(schedule(int(step))) for step in _STEPS]
        rates = np.array([float(rate) for rate in rates])
    except Exception as error:
        raise Mistake(
            f"Your schedule stops with {type(error).__name__} when it is asked for the rate of "
            "a step."
        ) from error
    if not np.isfinite(rates).all():
        raise Mistake("Your schedule gives something that is no finite number.")
    return rates


def _explain(rates):
    highest = int(rates.argmax())
    if rates.max() > 1.001:
        raise Mistake(
            f"At step {highest} of 100 the rate is {rates.max():.3g} times the peak; the peak "
            "is the highest it should get."
        )
    if rates.min() < -0.001:
        raise Mistake(
            f"At step {int(rates.argmin())} of 100 the rate is negative: training would walk "
            "uphill. What falls from 1 to 0 is `1 - progress`."
        )
    if np.ptp(rates) < 1e-6:
        raise Mistake("The rate is the same at every step; it should rise and then fall.")
    if rates[-1] > 0.999:
        raise Mistake(
            "The rate is at its peak in the end: it never falls. `minimum` takes the smaller "
            "of two lines, and one of them has to go down."
        )
    if rates[-1] > 0.001:
        raise Mistake(
            f"The rate ends at {rates[-1]:.3g} of the peak; it should end at zero, so that the "
            "last steps no longer throw the weights about."
        )
    if rates[0] > 0.001:
        raise Mistake(
            f"The rate begins at {rates[0]:.3g} of the peak; it should begin at zero and rise."
        )
    if rates.max() < 0.999:
        raise Mistake(
            f"The rate never gets to the peak: at most it is {rates.max():.3g} of it, at step "
            f"{highest} of 100. Both lines should be 1 where they meet."
        )
    if highest != 20:
        raise Mistake(
            f"The rate is highest at step {highest} of 100; it should rise for a fifth of the "
            "steps only."
        )


def _compare_scale(answer):
    other = _rates(answer.call("OneCycle", peak=0.5, n_steps=200))
    if not np.allclose(other[:41], 0.5 * np.arange(41) / 40, atol=1e-4):
        raise Mistake(
            "Your schedule is right for a peak of 1 and 100 steps only. Let it depend on "
            "`self.peak` and `self.n_steps`."
        )
