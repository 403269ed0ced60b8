"""Tables of the times to a validation accuracy, against the naive intro."""

from lessons_lib.bench.report.tables import is_recipe, of, table
from lessons_lib.bench.times import Time, spread_of_times, time_to, times_as_fast

BASELINE = "naive intro"
# Longer, the lesson does not train it. The benchmark may, to see whether it gets further.
LESSON_EPOCHS = 10
THRESHOLDS = (0.64, 0.68, 0.75, 0.80)

NOTE = (
    "For all, the clock stops at the end of the first epoch whose validation accuracy is at "
    "least that much. Pairs of the same seed are compared; “times as fast” is the mean over "
    "the pairs, and its range."
)


def race_tables(measured):
    """Tabulate for each goal when each training reached it, and how much faster.

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
        table(head, _rows(goals, baseline, trainings), about)
        for about, goals in _goals(baseline).items()
    ]
    return "\n\n".join([NOTE, *filter(None, tables)])


def _goals(baseline):
    """Give what each table is about, and the accuracy to reach for each seed."""
    as_the_lesson_ends = {
        run["seed"]: run["epochs"][:LESSON_EPOCHS][-1]["val_accuracy"]
        for run in baseline["runs"]
    }
    its_end = (
        f"To what the {BASELINE} of the same seed has where the lesson ends, after "
        f"{LESSON_EPOCHS} epochs or sooner:"
    )
    return {its_end: as_the_lesson_ends} | {
        f"To {accuracy:.2f}:": dict.fromkeys(as_the_lesson_ends, accuracy)
        for accuracy in THRESHOLDS
    }


def _rows(goals, baseline, trainings):
    """Write a row for each training that reached its goal, and one for the baseline."""
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


def _times(one, goals, preparing=False):
    """Give the time to its goal for each seed, preparation included on request."""
    times = {}
    for run in one["runs"]:
        if run["seed"] in goals:
            time = time_to(goals[run["seed"]], run["epochs"])
            before = run["preparing"] if preparing else 0
            times[run["seed"]] = Time(before + time.seconds, time.reached)
    return times
