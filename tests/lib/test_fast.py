"""What makes a training fast: batches, mirror and shift, schedule, whitening, networks."""

import keras
import numpy as np
import pytest

from lessons_lib.fast.augmentation import mirror_and_shift, mirror_half, shift_batch
from lessons_lib.fast.batches import ShuffledBatches
from lessons_lib.fast.mirrored import predict_mirrored
from lessons_lib.fast.networks import create_model_fast
from lessons_lib.fast.one_cycle import OneCycle
from lessons_lib.fast.whitening import cut_patches, whiten_patches, whitening_filters

# Every pixel differs from its neighbors and from those of other pictures.
PICTURES = np.arange(5 * 4 * 4 * 3, dtype="uint8").reshape(5, 4, 4, 3)
RNG = np.random.default_rng(0)
# Neighbors resemble each other, as in photographs.
SMOOTH = RNG.integers(0, 200, (64, 16, 16, 3)).repeat(2, axis=1).repeat(2, axis=2)
SMOOTH = (SMOOTH + RNG.integers(0, 56, (64, 32, 32, 3))).astype("uint8")


def test_the_smaller_half_is_mirrored_left_to_right():
    mirrored = mirror_half(PICTURES)
    assert mirrored.dtype == "uint8"
    for picture, made in zip(PICTURES[:2], mirrored[:2], strict=True):
        for column in range(4):
            assert np.array_equal(made[:, column], picture[:, 3 - column])
    assert np.array_equal(mirrored[2:], PICTURES[2:])


def test_augmentation_leaves_what_it_was_given():
    before = PICTURES.copy()
    mirror_half(PICTURES)[:] = 0
    shift_batch(PICTURES, 0, 0)[:] = 0
    shift_batch(PICTURES, 1, -1)[:] = 0
    assert np.array_equal(PICTURES, before)


@pytest.mark.parametrize("down", [-2, -1, 0, 1])
@pytest.mark.parametrize("right", [-1, 0, 1, 3])
def test_a_shift_moves_every_pixel_and_repeats_the_border(down, right):
    shifted = shift_batch(PICTURES, down, right)
    assert (shifted.shape, shifted.dtype) == (PICTURES.shape, PICTURES.dtype)
    for row in range(4):
        for column in range(4):
            source = PICTURES[:, np.clip(row - down, 0, 3), np.clip(column - right, 0, 3)]
            assert np.array_equal(shifted[:, row, column], source)


def numbered(count, **settings):
    """Make batches of pictures that each hold their own number, as their label does."""
    numbers = np.arange(count, dtype="uint8")
    images = numbers[:, None, None, None] * np.ones((1, 4, 4, 3), dtype="uint8")
    return ShuffledBatches(images, numbers[:, None], **settings)


def epoch(batches):
    """Go through an epoch as Keras does."""
    made = [batches[number] for number in range(len(batches))]
    batches.on_epoch_end()
    return made


def test_every_picture_comes_once_an_epoch_with_its_label():
    batches = numbered(10, batch_size=4, seed=1)
    for _ in range(3):
        made = epoch(batches)
        assert [len(images) for images, _ in made] == [4, 4, 2]
        assert sorted(np.concatenate([labels for _, labels in made]).ravel()) == [
            *range(10)
        ]
        for images, labels in made:
            assert images.dtype == "uint8"
            assert np.array_equal(images[:, 0, 0, 0], labels[:, 0])


def test_another_epoch_and_another_seed_have_another_order():
    batches = numbered(50, batch_size=50, seed=1)
    orders = [epoch(batches)[0][1].ravel().tolist() for _ in range(2)]
    orders.append(numbered(50, batch_size=50, seed=2)[0][1].ravel().tolist())
    assert len({tuple(order) for order in orders}) == 3
    assert [*range(50)] not in orders


def test_the_same_seed_gives_the_same_batches():
    runs = []
    for _ in range(2):
        batches = ShuffledBatches(
            SMOOTH, np.arange(64), batch_size=8, seed=3, augment=mirror_and_shift
        )
        runs.append([made for _ in range(2) for made in epoch(batches)])
    for (images, labels), (images_again, labels_again) in zip(*runs, strict=True):
        assert np.array_equal(images, images_again)
        assert np.array_equal(labels, labels_again)


def test_a_batch_asked_for_twice_is_the_same():
    batches = ShuffledBatches(
        SMOOTH, np.arange(64), batch_size=8, seed=3, augment=mirror_and_shift
    )
    first, again = batches[5], batches[5]
    assert all(map(np.array_equal, first, again))


def test_augmented_batches_are_mirrored_by_halves_and_shifted_by_a_pixel_at_most():
    plain, varied = (
        ShuffledBatches(SMOOTH, np.arange(64), batch_size=8, seed=3, augment=augment)
        for augment in (None, mirror_and_shift)
    )
    seen = set()
    for _ in range(8):
        for (images, labels), (made, same_labels) in zip(
            epoch(plain), epoch(varied), strict=True
        ):
            assert np.array_equal(labels, same_labels)
            (shift,) = [
                (down, right)
                for down in (-1, 0, 1)
                for right in (-1, 0, 1)
                if np.array_equal(made, shift_batch(mirror_half(images), down, right))
            ]
            seen.add(shift)
    assert len(seen) == 9


def test_fit_takes_the_batches_and_asks_for_the_next_order_each_epoch():
    batches = numbered(10, batch_size=4, seed=1)
    drawn = []
    draw = batches.on_epoch_end
    batches.on_epoch_end = lambda: (drawn.append(batches.order.copy()), draw())
    model = keras.Sequential([keras.Input((4, 4, 3)), keras.layers.Flatten()])
    model.add(keras.layers.Dense(10, activation="softmax"))
    model.compile(
        optimizer="sgd", loss="sparse_categorical_crossentropy", steps_per_execution=2
    )
    model.fit(batches, epochs=3, shuffle=False, verbose=0)
    # Keras may also go on to the next epoch before the first one.
    assert len(drawn) >= 3
    assert len({tuple(order) for order in drawn}) == len(drawn)
    assert int(model.optimizer.iterations) == 9


def test_one_cycle_rises_for_a_fifth_and_falls_to_zero():
    rates = np.array([float(OneCycle(0.01, 100)(step)) for step in range(101)])
    assert rates.argmax() == 20
    assert rates.max() == pytest.approx(0.01)
    assert rates[0] == 0
    assert rates[100] == pytest.approx(0, abs=1e-9)
    assert np.diff(rates[:21]) == pytest.approx(np.full(20, 0.01 / 20), rel=1e-3)
    assert np.diff(rates[20:]) == pytest.approx(np.full(80, -0.01 / 80), rel=1e-3)


def test_an_optimizer_follows_the_cycle_and_can_be_saved_with_it():
    optimizer = keras.optimizers.SGD(OneCycle(0.5, 10))
    weights = keras.Variable([0.0])
    moved = []
    for _ in range(4):
        before = float(weights[0])
        optimizer.apply([keras.ops.convert_to_tensor([-1.0])], [weights])
        moved.append(float(weights[0]) - before)
    assert moved == pytest.approx([0, 0.25, 0.5, 0.4375])
    schedule = OneCycle(0.5, 10)
    again = OneCycle.from_config(schedule.get_config())
    assert float(again(3)) == float(schedule(3))


def test_patches_are_those_of_the_picture_in_the_order_of_a_kernel():
    patches = cut_patches(PICTURES, size=2)
    assert patches.shape == (5 * 4, 12)
    assert np.array_equal(patches[0].reshape(2, 2, 3), PICTURES[0, :2, :2])
    assert np.array_equal(patches[1].reshape(2, 2, 3), PICTURES[0, :2, 2:])
    assert np.array_equal(patches[2].reshape(2, 2, 3), PICTURES[0, 2:, :2])
    assert np.array_equal(patches[-1].reshape(2, 2, 3), PICTURES[4, 2:, 2:])
    with pytest.raises(ValueError, match="reshape"):
        cut_patches(PICTURES, size=3)


def test_whitened_patches_have_mean_0_and_covariance_1():
    patches = cut_patches(SMOOTH / np.float32(255), size=2)
    before = np.corrcoef(patches.T)
    assert np.abs(before - np.eye(12)).max() > 0.5, "there is nothing to whiten"
    filters, mean = whitening_filters(patches)
    whitened = (patches - mean) @ filters
    assert whitened.mean(axis=0) == pytest.approx(np.zeros(12), abs=1e-3)
    assert np.cov(whitened.T) == pytest.approx(np.eye(12), abs=1e-2)


def test_the_frozen_convolution_computes_what_the_filters_do():
    model = create_model_fast()
    whiten_patches(model, SMOOTH)
    patches = cut_patches(SMOOTH / np.float32(255), size=2)
    filters, mean = whitening_filters(patches)
    by_hand = ((patches - mean) @ filters).reshape(64, 16, 16, 12)
    looked_at = keras.Model(model.input, model.get_layer("patches").output)
    made = looked_at.predict(SMOOTH, verbose=0)
    assert made[..., :12] == pytest.approx(np.maximum(by_hand, 0), abs=1e-2)
    assert made[..., 12:] == pytest.approx(np.maximum(-by_hand, 0), abs=1e-2)


def test_whitening_freezes_its_layer_and_no_other():
    model = create_model_fast()
    whiten_patches(model, SMOOTH)
    kept = model.get_layer("patches").get_weights()
    others = model.get_layer("conv_1").get_weights()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(SMOOTH[:16], np.arange(16) % 10, verbose=0)
    assert all(map(np.array_equal, kept, model.get_layer("patches").get_weights()))
    assert not np.array_equal(others[0], model.get_layer("conv_1").get_weights()[0])


@pytest.mark.parametrize("filters", [(32, 64, 128), (32, 96, 192), (8, 16)])
@pytest.mark.parametrize("batch_norm", [True, False])
def test_the_parameters_are_those_that_can_be_derived(filters, batch_norm):
    patches = (2 * 2 * 3 + 1) * 24
    kernels = sum(
        3 * 3 * before * after
        for before, after in zip((24, *filters), filters, strict=False)
    )
    # scale, shift, mean and variance of each map, or a bias
    beside = (4 if batch_norm else 1) * sum(filters)
    dense = (filters[-1] + 1) * 10
    model = create_model_fast(filters, batch_norm=batch_norm)
    assert model.count_params() == patches + kernels + beside + dense


def test_the_two_networks_are_as_large_as_the_text_says():
    assert create_model_fast().count_params() == 101_570
    assert create_model_fast(filters=(32, 96, 192)).count_params() == 203_970


def test_the_network_takes_whole_numbers_and_gives_probabilities():
    model = create_model_fast()
    probabilities = model.predict(SMOOTH[:3], verbose=0)
    assert probabilities.shape == (3, 10)
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert model.get_layer("conv_3").output.shape[1:] == (4, 4, 128)


def test_a_picture_and_its_mirror_image_get_the_same_mirrored_prediction():
    model = create_model_fast()
    made = predict_mirrored(model, SMOOTH[:8])
    assert made == pytest.approx(predict_mirrored(model, SMOOTH[:8, :, ::-1]), abs=1e-6)
    plain = model.predict(SMOOTH[:8], verbose=0)
    assert not np.allclose(made, plain, atol=1e-6)
    assert made.sum(axis=1) == pytest.approx(np.ones(8), abs=1e-5)
