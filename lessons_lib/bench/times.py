"""Compare times run by run, and say honestly which of them are only bounds."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Time:
    """Seconds until something was reached, or spent without reaching it."""

    seconds: float
    reached: bool


def time_to(accuracy, epochs):
    """Give the time until a validation accuracy was first reached.

    Parameters
    ----------
    accuracy : float
    epochs : list of dict
        As :class:`lessons_lib.bench.stopwatch.Stopwatch` notes them.

    Returns
    -------
    Time
        If it never was, the whole training, not reached.
    """
    for epoch in epochs:
        if epoch["val_accuracy"] >= accuracy:
            return Time(epoch["seconds"], True)
    return Time(epochs[-1]["seconds"], False)


def number(value):
    """Write a number with as many digits as are worth reading."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.3f}"


def spread(values, write=number):
    """Write a median, and the range if there are several values.

    Parameters
    ----------
    values : list of float
    write : callable, default `number`
        Makes a text of a value.

    Returns
    -------
    str
    """
    median = write(statistics.median(values))
    if len(values) == 1:
        return median
    return f"{median} ({write(min(values))} to {write(max(values))})"


def spread_of_times(times):
    """Write the median and the range of times, and how many of them are bounds.

    Parameters
    ----------
    times : list of Time

    Returns
    -------
    str
        If not all have reached what they were for, the median is called a lower bound.
    """
    text = f"{spread([time.seconds for time in times])} s"
    n_reached = sum(time.reached for time in times)
    if n_reached == len(times):
        return text
    return f"at least {text}; reached in {n_reached} of {len(times)} runs"


def times_as_fast(slow, fast):
    """Write how many times as fast one was as the other: the mean over pairs, and the range.

    Parameters
    ----------
    slow, fast : dict of int to Time
        By seed. Only seeds that both have are compared.

    Returns
    -------
    str
        "at least" so many times if the slow one has not always reached what it was for; a
        dash if the fast one has not, since then nothing is known.
    """
    seeds = [seed for seed in slow if seed in fast]
    if not seeds or not all(fast[seed].reached for seed in seeds):
        return "–"
    ratios = [slow[seed].seconds / fast[seed].seconds for seed in seeds]
    text = f"{number(statistics.mean(ratios))} ×"
    if len(ratios) > 1:
        text += f" ({number(min(ratios))} to {number(max(ratios))})"
    bound = not all(slow[seed].reached for seed in seeds)
    return f"at least {text}" if bound else text
