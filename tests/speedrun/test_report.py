import json
import math

import pytest

from lessons_lib.speedrun.recipe import FULL, MINIATURE
from lessons_lib.speedrun.report import Report, Run


@pytest.fixture
def report():
    return Report(
        recipe=FULL,
        device="A GPU (gpu)",
        versions={"python": "3.12.1", "jax": "0.9"},
        n_train=50_000,
        n_test=10_000,
        seeds=3,
        compile_s=20.0,
        cold_total_s=31.5,
        runs=[
            Run(seed=0, training_s=2.0, evaluation_s=0.1, accuracy=0.93, accuracy_tta=0.94),
            Run(seed=1, training_s=4.0, evaluation_s=0.3, accuracy=0.94, accuracy_tta=0.95),
        ],
    )


def test_the_summary_has_mean_and_sample_standard_deviation(report):
    summary = report.summary()
    assert summary["training_s"] == {
        "mean": 3.0,
        "standard_deviation": pytest.approx(math.sqrt(2)),
        "min": 2.0,
        "max": 4.0,
    }
    assert summary["accuracy_tta"]["mean"] == pytest.approx(0.945)


def test_json_holds_all_that_is_told(report):
    told = json.loads(json.dumps(report.as_dict(), allow_nan=False))
    assert told["device"] == "A GPU (gpu)"
    assert told["recipe"]["epochs"] == FULL.epochs
    assert told["compile_s"] == 20.0
    assert told["cold_total_s"] == 31.5
    assert told["seeds"] == 3
    assert [run["seed"] for run in told["runs"]] == [0, 1]
    assert told["summary"]["accuracy"]["min"] == 0.93


def test_the_table_tells_the_same_for_people(report):
    lines = dict(line.split("  ", 1) for line in report.table().splitlines())
    lines = {name.strip(): text.strip() for name, text in lines.items()}
    assert lines["device"] == "A GPU (gpu)"
    assert lines["seeds"] == "2 of 3"
    assert lines["compile time"] == "20.00 s"
    assert lines["cold total"] == "31.50 s"
    assert lines["training time"] == "3.00 s ± 1.41 s (2.00 s to 4.00 s)"
    assert lines["accuracy"] == "94.50 % ± 0.71 % (94.00 % to 95.00 %)"
    assert lines["… one view each"] == "93.50 % ± 0.71 % (93.00 % to 94.00 %)"


def test_one_run_has_no_standard_deviation(report):
    del report.runs[1]
    assert report.summary()["accuracy"]["standard_deviation"] is None
    assert "93.00 % (93.00 % to 93.00 %)" in report.table()
    json.dumps(report.as_dict(), allow_nan=False)


def test_without_any_run_it_says_what_is_known(report):
    report.runs.clear()
    report.compile_s = report.cold_total_s = None
    assert report.summary() == {}
    assert "0 of 3" in report.table()
    assert "not known" in report.table()


def test_the_recipes_differ_in_size_and_not_in_kind():
    for recipe in (FULL, MINIATURE):
        assert recipe.whitening_bias_epochs < recipe.epochs
        assert 0 <= recipe.momentum < 1
        assert recipe.learning_rate == FULL.learning_rate
