import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons_lib.preprocessing import prepare_dataset


def pictures(n_each, size=4):
    rng = np.random.default_rng(0)
    labels = np.repeat(np.arange(10), n_each).reshape(-1, 1)
    images = rng.integers(0, 256, (len(labels), size, size, 3), dtype="uint8")
    # The first pixel carries the label, so that pictures can be told apart.
    images[:, 0, 0, 0] = labels[:, 0]
    return images, labels


@settings(max_examples=20)
@given(n_each=st.integers(5, 40))
def test_four_fifths_and_one_fifth_of_every_class(n_each):
    images, labels = pictures(n_each)
    train_images, val_images, train_labels, val_labels = prepare_dataset(images, labels)
    assert len(train_images) == len(train_labels)
    assert len(val_images) == len(val_labels) == -(-len(images) // 5)
    for part in (train_labels, val_labels):
        assert np.ptp(part.sum(axis=0)) <= 1
    assert len(train_images) + len(val_images) == len(images)


def test_types_ranges_and_one_hot_rows():
    images, labels = pictures(10)
    images[0, 1, 1], images[1, 1, 1] = 0, 255
    train_images, val_images, train_labels, _ = prepare_dataset(images, labels)
    assert train_images.dtype == val_images.dtype == np.float32
    both = np.concatenate([train_images, val_images])
    assert (both.min(), both.max()) == (0, 1)
    assert set(np.unique(train_labels)) == {0, 1}
    np.testing.assert_array_equal(train_labels.sum(axis=1), 1)


def test_pictures_keep_their_labels():
    train_images, _, train_labels, _ = prepare_dataset(*pictures(10))
    marks = np.rint(train_images[:, 0, 0, 0] * 255)
    np.testing.assert_array_equal(marks, train_labels.argmax(axis=1))


def test_the_input_is_left_alone():
    images, labels = pictures(10)
    before = images.copy()
    prepare_dataset(images, labels)
    np.testing.assert_array_equal(images, before)


def test_the_split_is_the_same_every_time():
    first, second = prepare_dataset(*pictures(10)), prepare_dataset(*pictures(10))
    np.testing.assert_array_equal(first[0], second[0])


def test_lengths_that_differ_are_refused():
    images, labels = pictures(10)
    with pytest.raises(ValueError, match="inconsistent"):
        prepare_dataset(images, labels[:-1])
