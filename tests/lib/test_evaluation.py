import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_lib.evaluation import accuracy_interval, most_confused


@given(accuracy=st.floats(0, 1), n_images=st.integers(1, 10**6))
def test_the_interval_lies_around_the_accuracy_and_within_0_and_1(accuracy, n_images):
    low, high = accuracy_interval(accuracy, n_images)
    assert -1e-12 <= low <= accuracy + 1e-12
    assert accuracy - 1e-12 <= high <= 1 + 1e-12


def test_wilsons_own_numbers():
    # 81 of 263, a textbook example: Newcombe 1998, table I, method 3.
    assert accuracy_interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_more_pictures_give_a_narrower_interval():
    widths = [np.diff(accuracy_interval(0.66, n))[0] for n in (100, 1_000, 10_000)]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(
    ("accuracy", "n_images"), [(1.1, 10), (-0.1, 10), (66, 10), (0.5, 0)]
)
def test_no_accuracy_and_no_pictures_are_refused(accuracy, n_images):
    with pytest.raises(ValueError, match="accuracy"):
        accuracy_interval(accuracy, n_images)


def test_the_most_confused_pair_counts_both_ways():
    confusion = [[5, 3, 0], [4, 5, 1], [0, 0, 9]]
    assert most_confused(confusion, ["cat", "dog", "ship"], n_pairs=2) == [
        ("cat", "dog", 7),
        ("dog", "ship", 1),
    ]


def test_a_matrix_of_another_size_is_refused():
    with pytest.raises(ValueError, match="3 classes has shape"):
        most_confused(np.eye(2), ["cat", "dog", "ship"])
