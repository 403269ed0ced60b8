"""balanced_subset keeps the first share of every class, in order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_lib.data import balanced_subset


def test_a_fifth_of_the_sizes_of_the_course():
    labels = np.random.default_rng(0).permutation(np.repeat(np.arange(10), 5000))
    rows = np.arange(50_000)
    images, kept = balanced_subset(rows, labels.reshape(-1, 1), fraction=0.2)
    assert kept.shape == (10_000, 1)
    assert np.bincount(kept.ravel()).tolist() == [1000] * 10
    assert np.array_equal(labels[images], kept.ravel())


def test_a_tenth_is_the_sample():
    labels = np.repeat(np.arange(10), 500)
    assert len(balanced_subset(labels, labels, 0.2)[0]) == 1000


@given(
    repeats=st.integers(1, 30),
    seed=st.integers(0, 2**32 - 1),
    column=st.booleans(),
    fraction=st.floats(0.05, 1),
)
def test_properties(repeats, seed, column, fraction):
    # 20 of each class at least, so that no fraction leaves a class empty.
    labels = np.random.default_rng(seed).permutation(np.repeat(np.arange(4), 20 * repeats))
    labels = labels.reshape((-1, 1) if column else -1)
    rows = np.arange(len(labels))
    kept, kept_labels = balanced_subset(rows, labels, fraction)
    # Pictures and labels still belong together, in the original order.
    assert np.array_equal(labels[kept], kept_labels)
    assert np.all(np.diff(kept) > 0)
    # Each class has its share, and those kept are its first.
    for number in range(4):
        of_class = rows[labels.ravel() == number]
        first = of_class[: round(fraction * len(of_class))]
        assert np.array_equal(kept[kept_labels.ravel() == number], first)


def test_all_of_it_is_a_copy():
    images, labels = np.zeros((4, 2)), np.array([0, 1, 0, 1])
    kept, kept_labels = balanced_subset(images, labels, 1)
    assert np.array_equal(kept_labels, labels)
    kept[:] = 1
    assert images.sum() == 0


@pytest.mark.parametrize("fraction", [0, -0.1, 1.001, float("nan"), float("inf"), 20])
def test_fraction_that_is_none(fraction):
    with pytest.raises(
        ValueError, match=f"A fraction is above 0 and at most 1, not {fraction}"
    ):
        balanced_subset(np.zeros(10), np.zeros(10, int), fraction)


def test_fraction_that_leaves_a_class_empty():
    with pytest.raises(
        ValueError, match=r"A share of 0\.01 leaves no picture of class 0\."
    ):
        balanced_subset(np.zeros(10), np.zeros(10, int), 0.01)


def test_one_hot_labels_are_refused():
    with pytest.raises(ValueError, match="take the subset before one-hot encoding"):
        balanced_subset(np.zeros(10), np.eye(10), 0.5)
