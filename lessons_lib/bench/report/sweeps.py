"""A table of the sweeps over dropout rates: at equal work, and by the rate."""

import statistics

from lessons_lib.bench.report.tables import is_recipe, of, table
from lessons_lib.bench.times import Time, spread, spread_of_times, times_as_fast

# The naive sweep takes five of these.
NAIVE_RATE = "naive dropout"
# The sweep that the others are compared with at equal work.
LOOP = "sweep, one after another"

# Where the sides are not alike, the table says so.
DIFFERENCES = (
    "Pictures shown a rate are the work: training pictures times epochs times trainings. "
    "Several trainings a rate give error bars, one gives none. “one after another” is the "
    "lesson's loop, with 64-bit pixels and a call a step; “all at once” trains five branches "
    "together, with 32-bit pixels and 25 steps a call; both have batches of 32. Larger batches "
    "have 64 pictures, so that the same pictures change the weights half as often; the last "
    "column shows what that costs. “episode 5” trains fifteen branches together, with batches "
    "of 64. Preparation counts in all but the rate as written."
)


def sweep_table(measured):
    """Tabulate what a dropout rate costs in each way to sweep.

    Parameters
    ----------
    measured : list of dict
        Measurements that have runs; see :mod:`lessons_lib.bench.report`.

    Returns
    -------
    str
        Empty if there are none of them.
    """
    swept = [_swept_rate(one) for one in of(measured, "sweep")]
    if not swept:
        return ""
    written = [
        _written_rate(one) for one in of(measured, "training") if is_recipe(one, NAIVE_RATE)
    ]
    as_written = written[0]["times"] if written else {}
    loop = next((way for way in swept if way["label"] == LOOP), None)
    rows = []
    for way in written + swept:
        equal_work = loop is not None and loop["shown"] == way["shown"]
        rows.append(
            [
                way["label"],
                str(way["trainings"]),
                f"{way['shown']:,}",
                spread_of_times(list(way["times"].values())),
                times_as_fast(as_written, way["times"]),
                times_as_fast(loop["times"], way["times"]) if equal_work else "–",
                spread(way["accuracies"]),
            ]
        )
    head = [
        "way",
        "trainings a rate",
        "pictures shown a rate",
        "time a rate",
        "times as cheap a rate as written",
        "times as fast as one after another, at equal work",
        "validation accuracy, mean over the rates",
    ]
    return table(head, rows, DIFFERENCES)


def _written_rate(one):
    """Read a training of the naive dropout network as one rate of the naive sweep."""
    runs = one["runs"]
    return {
        "label": f"one rate as written ({one['label']})",
        "trainings": 1,
        "shown": runs[0]["pictures"][0] * len(runs[0]["epochs"]),
        "times": {run["seed"]: Time(run["epochs"][-1]["seconds"], True) for run in runs},
        "accuracies": [run["epochs"][-1]["val_accuracy"] for run in runs],
    }


def _swept_rate(one):
    runs = one["runs"]
    return {
        "label": one["label"],
        "trainings": runs[0]["trainings_a_rate"],
        "shown": runs[0]["shown_a_rate"],
        "times": {
            run["seed"]: Time(run["seconds"] / len(run["rates"]), True) for run in runs
        },
        "accuracies": [statistics.mean(run["val_accuracies"]) for run in runs],
    }
