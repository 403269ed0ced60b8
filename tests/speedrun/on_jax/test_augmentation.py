import numpy as np
import pytest

jax = pytest.importorskip("jax", reason="`test-jax` runs this")

from lessons_lib.speedrun.augmentation import augmented_epoch, flips_of, moved

ALL = np.arange(90)


def same_for_all(shift, flip, n=90):
    return np.tile(shift, (n, 1)), np.tile(flip, n)


def test_nothing_moved_is_the_pictures_themselves(noise):
    images = moved(noise.train_images, ALL, *same_for_all((0, 0), False))
    np.testing.assert_array_equal(images, noise.train_images)


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("shift", [(0, 0), (-2, 2), (1, -2), (2, 2)])
def test_it_is_flip_pad_and_crop(noise, shift, flip):
    original = np.asarray(noise.train_images)
    flipped = original[:, :, ::-1] if flip else original
    padded = np.pad(flipped, [(0, 0), (2, 2), (2, 2), (0, 0)], mode="reflect")
    top, left = 2 + shift[0], 2 + shift[1]
    wanted = padded[:, top : top + 32, left : left + 32]
    images = moved(noise.train_images, ALL, *same_for_all(shift, flip))
    assert images.dtype == np.uint8
    np.testing.assert_array_equal(images, wanted)


def test_each_picture_has_its_own_movement(noise):
    shifts = np.array([[0, 1], [0, 0]])
    flips = np.array([False, True])
    images = moved(noise.train_images, np.array([5, 3]), shifts, flips)
    np.testing.assert_array_equal(images[0, :, :-1], noise.train_images[5, :, 1:])
    np.testing.assert_array_equal(images[1], noise.train_images[3, :, ::-1])


def test_flips_alternate():
    key = jax.random.key(0)
    first, second, third = (np.asarray(flips_of(key, number, 1000)) for number in range(3))
    assert 400 < first.sum() < 600
    np.testing.assert_array_equal(second, ~first)
    np.testing.assert_array_equal(third, first)


@pytest.fixture(scope="module")
def labeled():
    """Pictures of one value each, which is also their label."""
    labels = np.arange(90, dtype=np.int32)
    images = np.broadcast_to(labels[:, None, None, None], (90, 32, 32, 3)).astype(np.uint8)
    return images, labels


def epoch(labeled, number=0, seed=0):
    images, labels = (jax.numpy.asarray(array) for array in labeled)
    return augmented_epoch(images, labels, jax.random.key(seed), number, 16, 2)


def test_an_epoch_has_whole_batches_of_bytes(labeled):
    images, labels = epoch(labeled)
    assert images.shape == (5, 16, 32, 32, 3)
    assert images.dtype == np.uint8
    assert labels.shape == (5, 16)


def test_labels_go_with_their_pictures_and_none_comes_twice(labeled):
    images, labels = epoch(labeled)
    np.testing.assert_array_equal(images[:, :, 0, 0, 0], labels)
    assert len(np.unique(labels)) == 80


def test_each_epoch_has_another_order_and_leaves_out_others(labeled):
    orders = [np.ravel(epoch(labeled, number)[1]) for number in range(2)]
    assert (orders[0] != orders[1]).mean() > 0.9
    assert set(orders[0]) != set(orders[1])


def test_the_key_alone_decides(labeled):
    first, again, other = (epoch(labeled, seed=seed)[1] for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_shifts_reach_two_pixels_in_each_direction_and_no_further():
    # A column and a row of white: where they lie tells how far a picture was moved.
    images = np.zeros((400, 32, 32, 3), dtype=np.uint8)
    images[:, 10] = images[:, :, 16] = 255
    images = jax.numpy.asarray(images)
    pictures, _ = augmented_epoch(
        images, jax.numpy.zeros(400, dtype=int), jax.random.key(0), 0, 400, 2
    )
    pictures = np.asarray(pictures[0, :, :, :, 0])
    rows = {int(row) - 10 for row in (pictures[:, :, 0] > 0).argmax(axis=1)}
    assert rows == {-2, -1, 0, 1, 2}
    # Flipped, column 16 is column 15.
    columns = {int(column) for column in (pictures[:, 0] > 0).argmax(axis=1)}
    assert columns == set(range(13, 19))
