"""The full data are those that everybody knows, and the samples are a tenth of them."""

import numpy as np
import pytest

from lessons_lib.data import load_mnist, roads, sample
from lessons_lib.data.manifest import data_set


def test_mnist_looks_as_keras_gives_it():
    (images, labels), (test_images, test_labels) = load_mnist()
    assert images.shape == (60_000, 28, 28)
    assert test_images.shape == (10_000, 28, 28)
    assert labels[:4].tolist() == [5, 0, 4, 1]
    assert test_labels[:4].tolist() == [7, 2, 1, 0]
    # The mean and the counts that everybody reports who works with it.
    assert images.mean() == pytest.approx(33.318421, abs=1e-6)
    assert np.bincount(labels).tolist() == [
        5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["cifar10", "mnist"])
def test_the_sample_is_a_tenth_of_the_full_data(name):
    whole, _ = roads.load_full(data_set(name))
    tenth = sample.read_sample(data_set(f"{name}-sample"))
    rows = sample.first_tenth(whole.test_labels)
    assert np.array_equal(whole.test_images[rows], tenth.test_images)
    assert np.array_equal(whole.test_labels[rows], tenth.test_labels)
    assert np.array_equal(whole.train_images[:1000], tenth.train_images[:1000])
