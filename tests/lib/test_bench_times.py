"""Times are compared run by run, and what is only a bound is called one."""

import pytest

from lessons_lib.bench.times import Time, spread, spread_of_times, time_to, times_as_fast

EPOCHS = [
    {"seconds": 10.0, "val_accuracy": 0.5},
    {"seconds": 20.0, "val_accuracy": 0.64},
    {"seconds": 30.0, "val_accuracy": 0.6},
    {"seconds": 40.0, "val_accuracy": 0.7},
]


def reached(*seconds):
    return {seed: Time(one, True) for seed, one in enumerate(seconds)}


def not_reached(*seconds):
    return {seed: Time(one, False) for seed, one in enumerate(seconds)}


@pytest.mark.parametrize(
    ("accuracy", "time"),
    [
        (0.4, Time(10, True)),
        (0.64, Time(20, True)),
        (0.65, Time(40, True)),
        (0.71, Time(40, False)),
    ],
)
def test_the_clock_stops_at_the_first_epoch_that_gets_there(accuracy, time):
    assert time_to(accuracy, EPOCHS) == time


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([5], "5.0"),
        ([3, 1, 2], "2.0 (1.0 to 3.0)"),
        ([1234, 150, 0.5], "150 (0.500 to 1,234)"),
    ],
)
def test_a_median_stands_with_its_range(values, text):
    assert spread(values) == text


def test_a_whole_training_without_success_is_a_lower_bound():
    times = [Time(100, False), Time(80, True), Time(90, True)]
    text = "at least 90.0 (80.0 to 100) s; reached in 2 of 3 runs"
    assert spread_of_times(times) == text
    assert spread_of_times(times[1:]) == "85.0 (80.0 to 90.0) s"


def test_pairs_are_compared_and_then_averaged():
    # the ratios are 10 and 2; the ratio of the means would be 4
    assert times_as_fast(reached(100, 60), reached(10, 30)) == "6.0 × (2.0 to 10.0)"


def test_only_seeds_that_both_have_are_compared():
    assert times_as_fast(reached(100, 60), reached(10)) == "10.0 ×"
    assert times_as_fast(reached(), reached(10)) == "–"


def test_a_slow_one_that_did_not_get_there_makes_a_lower_bound():
    slow = reached(100) | {1: Time(60, False)}
    assert times_as_fast(slow, reached(10, 30)).startswith("at least 6.0 ×")


def test_nothing_is_claimed_for_a_fast_one_that_did_not_get_there():
    fast = reached(10) | {1: Time(30, False)}
    assert times_as_fast(reached(100, 60), fast) == "–"
    assert times_as_fast(not_reached(100), not_reached(10)) == "–"
