"""Tables of the times to a validation accuracy, against the naive intro."""

from lessons_lib.bench.report.tables import is_recipe, of, table
from lessons_lib.bench.times import Time, spread_of_times, time_to, times_as_fast

BASELINE = "naive intro"
# Longer, the lesson does not train it. The benchmark may, to see whether it gets further.
LESSON_EPOCHS = 10
AS_THE_LESSON = "as the lesson ends"
THRESHOLDS = (AS_THE_LESSON, 0.64, 0.68, 0.75, 0.80)

NOTE = (
    "For all, the clock stops at the end of the first epoch whose validation accuracy is at "
    "least that much. Pairs of the same seed are compared; “times as fast” is the mean over "
    "the pairs, and its range."
)


def race_tables(measured):
    """Tabulate for each threshold when each training reached it, and how much faster.

    Parameters
    ----------
    measured : list of dict
        Measurements that have runs; see :mod:`lessons_lib.bench.report`.

    Returns
    -------
    str
        Empty if there are none of them.
    """
    trainings = of(measured, "training")
    baseline = next((one for one in trainings if is_recipe(one, BASELINE)), None)
    if baseline is None:
        return ""
    head = [
        "training",
        "reached after",
        "the same with preparation",
        f"times as fast as the {BASELINE}",
    ]
    tables = [
        table(head, _rows(threshold, baseline, trainings), _lead(threshold))
        for threshold in THRESHOLDS
    ]
    return "\n\n".join([NOTE, *filter(None, tables)])


def _lead(threshold):
    """Write what a table is about."""
    if threshold == AS_THE_LESSON:
        return (
            f"To what the {BASELINE} of the same seed has where the lesson ends, after "
            f"{LESSON_EPOCHS} epochs or sooner:"
        )
    return f"To {threshold:.2f}:"


def _rows(threshold, baseline, trainings):
    """Write a row for each training that reached a threshold, and one for the baseline."""
    goals = _goals(threshold, baseline)
    times = {one["label"]: _times(one, goals) for one in trainings}
    arrived = [
        one
        for one in trainings
        if any(time.reached for time in times[one["label"]].values())
    ]
    if arrived and baseline not in arrived:
        arrived.insert(0, baseline)
    return [
        [
            one["label"],
            spread_of_times(list(times[one["label"]].values())),
            spread_of_times(list(_times(one, goals, preparing=True).values())),
            times_as_fast(times[baseline["label"]], times[one["label"]]),
        ]
        for one in arrived
    ]


def _goals(threshold, baseline):
    """Give the accuracy to reach for each seed of the baseline."""
    return {
        run["seed"]: run["epochs"][:LESSON_EPOCHS][-1]["val_accuracy"]
        if threshold == AS_THE_LESSON
        else threshold
        for run in baseline["runs"]
    }


def _times(one, goals, preparing=False):
    """Give the time to its goal for each seed, preparation included on request."""
    times = {}
    for run in one["runs"]:
        if run["seed"] in goals:
            time = time_to(goals[run["seed"]], run["epochs"])
            before = run["preparing"] if preparing else 0
            times[run["seed"]] = Time(before + time.seconds, time.reached)
    return times
