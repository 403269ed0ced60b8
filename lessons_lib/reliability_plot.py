"""Draw a reliability diagram."""

import numpy as np


def draw_reliability(bins, upper, lower, title):
    """Draw accuracy against confidence, and below it how many pictures each bin holds.

    Parameters
    ----------
    bins : pandas.DataFrame
        From :func:`lessons_lib.calibration.reliability_bins`.
    upper, lower : matplotlib.axes.Axes
        For the points with their intervals, and for the counts.
    title : str
        Text above the points.
    """
    upper.plot([0, 1], [0, 1], "--", color="0.5", label="as often right as it says")
    # rounding can put a bound of 0 or 1 a hair on the wrong side
    interval = np.maximum(
        [bins["accuracy"] - bins["low"], bins["high"] - bins["accuracy"]], 0
    )
    upper.errorbar(
        bins["confidence"],
        bins["accuracy"],
        yerr=interval,
        fmt="o",
        markersize=5,
        capsize=3,
        label="accuracy of a bin",
    )
    upper.set(title=title, ylabel="accuracy", xlim=(0, 1), ylim=(0, 1))
    upper.legend(loc="upper left", fontsize=9)
    lower.bar(
        bins["from"], bins["pictures"], bins["to"] - bins["from"], align="edge", color="C0"
    )
    lower.set(xlabel="confidence", ylabel="pictures")
