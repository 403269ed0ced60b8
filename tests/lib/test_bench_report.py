"""The tables of the benchmark, from results made by hand."""

import pytest

from lessons_lib.bench.machine import machine
from lessons_lib.bench.report import markdown

MACHINE = {
    "processor": "A processor",
    "cores": 2,
    "memory_gb": 8.0,
    "busy": 0.1,
    "python": "3.11.9",
    "backend": "tensorflow",
    "versions": {"keras": "3.0", "tensorflow-cpu": "2.0"},
    "date": "2026-01-31",
}


def training(name, *runs, preparing=5.0, **more):
    """A training whose runs are lists of seconds and accuracies, one pair an epoch."""
    return {
        "label": f"{name}, {len(runs[0])} epochs",
        "measure": "training",
        "arguments": {"name": name},
        "runs": [
            {
                "seed": seed,
                "preparing": preparing,
                "pictures": [40_000, 10_000],
                "peak_memory_gb": 1.25,
                "epochs": [{"seconds": time, "val_accuracy": right} for time, right in run],
                **more,
            }
            for seed, run in enumerate(runs, start=1)
        ],
    }


def sweep(way, seconds, shown, trainings=1):
    run = {
        "seed": 1,
        "seconds": seconds,
        "rates": [0.1, 0.9],
        "trainings_a_rate": trainings,
        "shown_a_rate": shown,
        "val_accuracies": [0.5, 0.4],
    }
    return {
        "label": f"sweep, {way}",
        "measure": "sweep",
        "arguments": {"way": way},
        "runs": [run],
    }


def document(*measurements, missing=0):
    return {
        "machine": MACHINE,
        "mode": "full",
        "missing": missing,
        "measurements": list(measurements),
    }


def to(goal, *measurements):
    """The rows of the table of times to a goal, the naive intro's first; none without it."""
    text = markdown(document(*measurements))
    _, lead, table = text.partition(f"\n\nTo {goal}")
    return rows(table.split("\n\n")[1], "")[2:] if lead else []


def rows(text, beginning):
    """The cells of the rows that begin so."""
    lines = [line for line in text.splitlines() if line.startswith(f"| {beginning}")]
    return [line.strip("| ").split(" | ") for line in lines]


NAIVE = training(
    "naive intro", [(10, 0.6), (20, 0.65)], [(10, 0.66), (22, 0.63)], preparing=15.0
)
FAST = training("fast S", [(2, 0.7)], [(2.5, 0.67)])


def test_cores_that_this_process_may_use_are_counted(monkeypatch):
    monkeypatch.setattr("joblib.cpu_count", lambda: 3)  # it knows a container's quotas
    assert machine()["cores"] == 3


def test_the_machine_is_named():
    text = markdown(document(NAIVE))
    assert "A processor, 2 cores, 8.0 GB; Python 3.11.9, keras 3.0" in text
    assert "2026-01-31" in text


def test_a_training_has_its_row():
    row, *_ = rows(markdown(document(NAIVE)), "naive intro")
    assert row == [
        "naive intro, 2 epochs",
        "40,000 + 10,000",
        "10.5 (10.0 to 11.0)",
        "15.0 (15.0 to 15.0)",
        "1.2 (1.2 to 1.2)",
        "0.640 (0.630 to 0.650)",
    ]


def test_memory_that_cannot_be_known_is_a_dash():
    (row,) = rows(
        markdown(document(training("fast S", [(2, 0.7)], peak_memory_gb=None))), "fast S"
    )
    assert row[4] == "–"


def test_the_goal_of_each_pair_is_where_its_naive_run_ended():
    naive, fast = to("what the naive intro of the same seed has", NAIVE, FAST)
    # The second naive run ended at .63, and had reached that after its first epoch.
    assert naive[1] == "15.0 (10.0 to 20.0) s"
    assert fast[1:] == [
        "2.2 (2.0 to 2.5) s",
        "7.2 (7.0 to 7.5) s",
        "7.0 × (4.0 to 10.0)",
    ]


def test_a_naive_run_that_goes_on_after_the_lesson_s_end_is_judged_there():
    longer = training("naive intro", [(10 * n, 0.5 + n / 100) for n in range(1, 13)])
    fast = training("fast S", [(5, 0.59), (8, 0.605)])
    naive, fast = to("what the naive intro of the same seed has", longer, fast)
    assert naive[1] == "100 s"
    assert fast[3] == "12.5 ×"


def test_what_was_not_reached_is_a_bound():
    naive, fast = to("0.68:", NAIVE, FAST)
    assert naive[1] == "at least 21.0 (20.0 to 22.0) s; reached in 0 of 2 runs"
    assert naive[2] == "at least 36.0 (35.0 to 37.0) s; reached in 0 of 2 runs"
    # One of the fast runs ended at .67, so there is no ratio to tell.
    assert fast[1] == "at least 2.2 (2.0 to 2.5) s; reached in 1 of 2 runs"
    assert fast[3] == "–"


def test_a_threshold_that_nobody_reached_is_left_out():
    assert to("0.75:", NAIVE, FAST) == []


def test_a_test_accuracy_is_a_mean_over_seeds():
    tested = training(
        "fast S2",
        [(90, 0.8)],
        [(91, 0.8)],
        test_accuracy=0.79,
        test_accuracy_mirrored=0.805,
    )
    row = rows(markdown(document(tested)), "fast S2, 1 epochs")[-1]
    assert row[1:4] == ["2", "0.790 (0.790 to 0.790)", "0.805 (0.805 to 0.805)"]


def test_sweeps_are_compared_at_equal_work_and_by_the_rate():
    text = markdown(
        document(
            training("naive dropout", [(50, 0.5), (100, 0.6)]),
            sweep("one after another", 80, shown=32_000),
            sweep("all at once", 40, shown=32_000),
            sweep("episode 5", 10, shown=72_000, trainings=3),
        )
    )
    (as_written,) = rows(text, "one rate as written")
    assert as_written[1:] == ["1", "80,000", "100 s", "1.0 ×", "–", "0.600"]
    _, at_once, episode = rows(text, "sweep")
    assert at_once[1:] == ["1", "32,000", "20.0 s", "5.0 ×", "2.0 ×", "0.450"]
    assert episode[1:] == ["3", "72,000", "5.0 s", "20.0 ×", "–", "0.450"]


def test_without_the_naive_network_a_rate_is_compared_with_nothing():
    text = markdown(document(sweep("all at once", 40, shown=32_000)))
    (row,) = rows(text, "sweep")
    assert row[4:6] == ["–", "–"]


def test_commands_have_their_seconds():
    site = {"label": "make site", "measure": "command", "arguments": {}}
    runs = [{"seed": seed, "seconds": 40 + seed} for seed in (1, 2, 3)]
    text = markdown(document(site | {"runs": runs}))
    assert rows(text, "make site") == [["make site", "3", "42.0 (41.0 to 43.0)"]]


def test_what_is_missing_is_said():
    text = markdown(document(NAIVE, FAST | {"runs": []}, missing=3))
    assert "Incomplete: measurements that were not made: 3." in text
    assert "fast S" not in text


@pytest.mark.parametrize("heading", ["##", "###"])
def test_sections_fit_into_the_page(heading):
    assert f"\n{heading} Trainings\n" in markdown(document(NAIVE), heading)
