"""Write what was measured as tables in Markdown.

A results document is what :mod:`lessons_lib.commands.bench` writes: ``machine``, ``mode``,
and ``measurements``, for each job its ``label``, ``measure``, ``arguments`` and ``runs``.
"""

import statistics

from lessons_lib.bench.machine import described
from lessons_lib.bench.times import (
    Time,
    spread,
    spread_of_times,
    time_to,
    times_as_fast,
)

BASELINE = "naive intro"
# The naive sweep takes five of these.
NAIVE_RATE = "naive dropout"
ITS_LAST = f"the last of the {BASELINE}"
THRESHOLDS = (ITS_LAST, 0.64, 0.68, 0.75, 0.80)


def markdown(document, heading="##"):
    """Write all tables.

    Parameters
    ----------
    document : dict
        The results.
    heading : str
        What the title of a section begins with.

    Returns
    -------
    str
        The machine first; a section for each kind of measurement that was made.
    """
    parts = [f"Measured on: {described(document['machine'])}"]
    if document["missing"]:
        parts.append(f"Stopped before {document['missing']} further measurements.")
    sections = {
        "Trainings": _trainings,
        "Time to a validation accuracy": _times_to_accuracy,
        "Test accuracy": _tests,
        "Five dropout rates": _sweeps,
        "Imports, data and commands": _durations,
    }
    measured = [one for one in document["measurements"] if one["runs"]]
    for title, section in sections.items():
        if text := section(measured):
            parts += [f"{heading} {title}", text]
    return "\n\n".join(parts)


def _of(measured, *measures):
    """Give the measurements of some kinds."""
    return [one for one in measured if one["measure"] in measures]


def _table(head, rows, note=""):
    """Write a table whose first column is text, with a note above; nothing without rows."""
    if not rows:
        return ""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{note}\n\n{table}" if note else table


def _spread_of(runs, what):
    """Write the spread of a number that each run has, or a dash."""
    values = [what(run) for run in runs]
    return "–" if None in values else spread(values)


def _trainings(measured):
    rows = []
    for one in _of(measured, "training"):
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
    return _table(head, rows)


def _times_to_accuracy(measured):
    trainings = _of(measured, "training")
    baseline = next((one for one in trainings if _is(one, BASELINE)), None)
    if baseline is None:
        return ""
    rows = []
    for threshold in THRESHOLDS:
        goals = _goals(threshold, baseline)
        slow = _times(baseline, goals)
        for one in trainings:
            times = _times(one, goals)
            if one is baseline or any(time.reached for time in times.values()):
                fast = "1 ×" if one is baseline else times_as_fast(slow, times)
                complete = list(_times(one, goals, preparing=True).values())
                times = spread_of_times(list(times.values()))
                rows.append(
                    [str(threshold), one["label"], times, spread_of_times(complete), fast]
                )
    head = [
        "validation accuracy",
        "training",
        "reached after",
        "the same with preparation",
        f"times as fast as the {BASELINE}",
    ]
    note = (
        "For all, the clock stops at the end of the first epoch whose validation accuracy "
        "is at least that much. Pairs of the same seed are compared; “times as fast” is "
        "the mean over the pairs, and its range."
    )
    return _table(head, rows, note)


def _is(one, name):
    return one["arguments"].get("name") == name


def _goals(threshold, baseline):
    """Give the accuracy to reach for each seed of the baseline."""
    return {
        run["seed"]: run["epochs"][-1]["val_accuracy"]
        if threshold == ITS_LAST
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


def _tests(measured):
    rows = []
    for one in _of(measured, "training"):
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
    return _table(head, rows, note)


def _sweeps(measured):
    ways = [_naive_rate(one) for one in _of(measured, "training") if _is(one, NAIVE_RATE)]
    ways += [_swept_rate(one) for one in _of(measured, "sweep")]
    by_label = {way["label"]: way for way in ways}
    as_written = next((way["times"] for way in ways if "as written" in way["label"]), {})
    alike = by_label.get("sweep, one after another")
    rows = []
    for way in ways:
        row = [
            way["label"],
            str(way["trainings"]),
            f"{way['shown']:,}",
            spread_of_times(list(way["times"].values())),
            times_as_fast(as_written, way["times"]),
        ]
        same_work = alike and alike["shown"] == way["shown"]
        row.append(times_as_fast(alike["times"], way["times"]) if same_work else "–")
        rows.append(row)
    head = [
        "way",
        "trainings a rate",
        "pictures shown a rate",
        "time a rate",
        "times as cheap a rate as written",
        "times as fast at equal work",
    ]
    note = (
        "Pictures shown a rate are the work: training pictures times epochs times "
        "trainings. Several trainings a rate give error bars, one gives none."
    )
    return _table(head, rows, note) if _of(measured, "sweep") else ""


def _naive_rate(one):
    """Read a training of the naive dropout network as one rate of the naive sweep."""
    runs = one["runs"]
    return {
        "label": f"one rate as written ({one['label']})",
        "trainings": 1,
        "shown": runs[0]["pictures"][0] * len(runs[0]["epochs"]),
        "times": {run["seed"]: Time(run["epochs"][-1]["seconds"], True) for run in runs},
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
    }


def _durations(measured):
    rows = [
        [
            one["label"],
            str(len(one["runs"])),
            spread([run["seconds"] for run in one["runs"]]),
        ]
        for one in _of(measured, "importing", "loading", "command")
    ]
    return _table(["what", "times measured", "seconds"], rows)
