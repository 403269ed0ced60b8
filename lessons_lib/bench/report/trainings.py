"""Tables of the trainings: what an epoch takes, how much memory, how good in the end."""

import statistics

from lessons_lib.bench.report.tables import of, table
from lessons_lib.bench.times import spread

# Where the sides are not alike, the table says so.
DIFFERENCES = (
    "“naive” is as the lesson wrote it: 64-bit pixels, batches of 32. “episode” is as "
    "episodes 1 and 4 write it: 32-bit pixels, batches of 64, 25 steps a call. “fast” is as "
    "deep dive 17 ends: whole numbers, batches of 128, 25 steps a call, and networks of "
    "another kind, of which S2 is the larger."
)


def training_table(measured):
    """Tabulate seconds, memory and accuracy of each training.

    Parameters
    ----------
    measured : list of dict
        Measurements that have runs; see :mod:`lessons_lib.bench.report`.

    Returns
    -------
    str
        Empty if there are none of them.
    """
    rows = []
    for one in of(measured, "training"):
        runs = one["runs"]
        n_train, n_val = runs[0]["pictures"]
        last = [run["epochs"][-1] for run in runs]
        seconds = [
            epoch["seconds"] / len(run["epochs"])
            for epoch, run in zip(last, runs, strict=True)
        ]
        accuracies = [epoch["val_accuracy"] for epoch in last]
        rows.append(
            [
                one["label"],
                f"{n_train:,} + {n_val:,}",
                spread(seconds),
                _spread_of(runs, lambda run: run["preparing"]),
                _spread_of(runs, lambda run: run["peak_memory_gb"]),
                spread(accuracies, "{:.3f}".format),
            ]
        )
    head = [
        "training",
        "pictures to train + validate",
        "seconds an epoch",
        "seconds before the first",
        "peak memory in GB",
        "validation accuracy at the end",
    ]
    return table(head, rows, DIFFERENCES)


def _spread_of(runs, what):
    """Write the spread of a number that each run has, or a dash."""
    values = [what(run) for run in runs]
    return "–" if None in values else spread(values)


def test_table(measured):
    """Tabulate the accuracy on the test set, where it was measured.

    Parameters
    ----------
    measured : list of dict
        Measurements that have runs; see :mod:`lessons_lib.bench.report`.

    Returns
    -------
    str
        Empty if there are none of them.
    """
    rows = []
    for one in of(measured, "training"):
        runs = [run for run in one["runs"] if "test_accuracy" in run]
        if runs:
            looks = [
                [run[look] for run in runs]
                for look in ("test_accuracy", "test_accuracy_mirrored")
            ]
            seconds = [run["epochs"][-1]["seconds"] for run in runs]
            means = [
                f"{statistics.mean(look):.3f} ({min(look):.3f} to {max(look):.3f})"
                for look in looks
            ]
            rows.append([one["label"], str(len(runs)), *means, spread(seconds)])
    head = ["training", "seeds", "mean (range)", "of two looks", "seconds of training"]
    note = "Two looks are at a picture and at its mirror image."
    return table(head, rows, note)
