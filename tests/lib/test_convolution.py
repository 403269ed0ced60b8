import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons_lib.convolution import (
    average_pool,
    conv2d,
    cross_correlate,
    dense,
    flatten,
    leaky_relu,
    max_pool,
    output_size,
    receptive_fields,
    relu,
    sum_pool,
)
from lessons_lib.models import create_model_dropout, create_model_intro

SEEDS = st.integers(0, 2**32 - 1)
PADDINGS = st.sampled_from(["valid", "same"])
# JAX compiles for every new shape.
few = settings(max_examples=40)


@st.composite
def stops(draw):
    """Sides of a picture, sides of a window that fits, strides and padding."""
    sides = draw(st.tuples(st.integers(1, 12), st.integers(1, 12)))
    padding = draw(PADDINGS)
    longest = [side if padding == "valid" else 12 for side in sides]
    window = tuple(draw(st.integers(1, min(limit, 6))) for limit in longest)
    return sides, window, draw(st.integers(1, 4)), padding


def random_images(seed, sides, channels, n=2):
    rng = np.random.default_rng(seed)
    return rng, rng.uniform(-1, 1, (n, *sides, channels)).astype("float32")


def assert_like_keras(ours, keras_tensor):
    theirs = keras.ops.convert_to_numpy(keras_tensor)
    assert ours.dtype == theirs.dtype == np.float32
    assert ours.shape == theirs.shape
    np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-5)


@few
@given(SEEDS, stops(), st.integers(1, 4), st.integers(1, 5))
def test_a_convolution_is_that_of_keras(seed, stop, channels, filters):
    sides, window, stride, padding = stop
    rng, images = random_images(seed, sides, channels)
    kernels = rng.uniform(-1, 1, (*window, channels, filters)).astype("float32")
    biases = rng.uniform(-1, 1, filters).astype("float32")
    expected = keras.ops.conv(
        images, kernels, strides=stride, padding=padding, data_format="channels_last"
    )
    ours = conv2d(images, kernels, biases, stride, padding)
    assert_like_keras(ours, expected + biases)


def test_strides_may_differ_down_and_across():
    rng, images = random_images(3, (9, 8), 2)
    kernels = rng.uniform(-1, 1, (3, 2, 2, 4)).astype("float32")
    every = conv2d(images, kernels, np.zeros(4, "float32"))
    some = conv2d(images, kernels, np.zeros(4, "float32"), strides=(2, 3))
    np.testing.assert_array_equal(some, every[:, ::2, ::3])


@few
@given(SEEDS, stops(), st.integers(1, 4), st.integers(1, 4))
def test_max_and_average_pooling_are_those_of_keras(seed, stop, stride_across, channels):
    sides, window, stride, padding = stop
    _, images = random_images(seed, sides, channels)
    # all below zero, so that a padding of zeros would show
    images -= np.float32(2)
    strides = (stride, stride_across)
    for ours, theirs in (
        (max_pool, keras.ops.max_pool),
        (average_pool, keras.ops.average_pool),
    ):
        expected = theirs(images, window, strides, padding, data_format="channels_last")
        assert_like_keras(ours(images, window, strides, padding), expected)


@given(SEEDS, stops(), st.integers(0, 3))
def test_cross_correlation_is_what_two_loops_compute(seed, stop, padding):
    sides, window, stride, _ = stop
    rng = np.random.default_rng(seed)
    picture = rng.integers(0, 256, np.maximum(sides, window), dtype=np.uint8)
    kernel = rng.integers(-9, 10, window)
    response = cross_correlate(picture, kernel, stride, padding)

    padded = np.pad(picture.astype(int), padding)
    rows, columns = response.shape
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            seen = padded[top : top + window[0], left : left + window[1]]
            assert response[row, column] == (seen * kernel).sum()
    assert rows == output_size(picture.shape[0], window[0], padding, stride)
    assert columns == output_size(picture.shape[1], window[1], padding, stride)


def test_cross_correlation_keeps_64_bits():
    assert cross_correlate(np.eye(3), np.eye(2)).dtype == np.float64


@given(SEEDS, stops())
def test_sum_pooling_adds_up_what_average_pooling_averages(seed, stop):
    sides, window, stride, padding = stop
    _, maps = random_images(seed, sides, 2)
    sums = sum_pool(maps, window, stride, padding)
    counts = sum_pool(np.ones_like(maps), window, stride, padding)
    assert counts.min() >= 1
    assert counts.max() <= window[0] * window[1]
    means = average_pool(maps, window, stride, padding)
    np.testing.assert_allclose(sums, means * counts, rtol=1e-5, atol=1e-5)


def test_sum_pooling_on_a_matrix():
    maps = np.arange(12).reshape(1, 3, 4, 1)
    assert sum_pool(maps)[0, :, :, 0].tolist() == [[10, 18]]
    assert sum_pool(maps, padding="same")[0, :, :, 0].tolist() == [[10, 18], [17, 21]]


def test_pooling_keeps_whole_numbers_below_zero():
    maps = np.array([[-5, -3], [-4, -9]]).reshape(1, 2, 2, 1)
    assert max_pool(maps, 3, padding="same").ravel().tolist() == [-3]


@few
@given(stops())
def test_the_size_is_that_of_keras(stop):
    (side, _), (window, _), stride, padding = stop
    expected = keras.ops.max_pool(
        np.zeros((1, side, window, 1), "float32"),
        (window, window),
        (stride, stride),
        padding,
        data_format="channels_last",
    ).shape[1]
    assert output_size(side, window, padding, stride) == expected


@few
@given(SEEDS, st.integers(1, 5), st.integers(1, 20), st.integers(1, 9))
def test_flatten_and_dense_are_those_of_keras(seed, n, inputs, units):
    rng, maps = random_images(seed, (2, inputs), 3, n)
    vectors = flatten(maps)
    assert_like_keras(vectors, keras.layers.Flatten()(maps))
    weights = rng.uniform(-1, 1, (6 * inputs, units)).astype("float32")
    biases = rng.uniform(-1, 1, units).astype("float32")
    expected = keras.ops.matmul(vectors, weights) + biases
    assert_like_keras(dense(vectors, weights, biases), expected)


@few
@given(SEEDS, st.floats(0, 1, width=32))
def test_activations_are_those_of_keras(seed, slope):
    _, maps = random_images(seed, (3, 4), 5)
    assert_like_keras(relu(maps), keras.ops.relu(maps))
    expected = keras.layers.LeakyReLU(negative_slope=slope)(maps)
    assert_like_keras(leaky_relu(maps, slope), expected)


def test_a_slope_for_each_channel_is_parametric_relu():
    _, maps = random_images(1, (3, 4), 5)
    slopes = np.linspace(-0.5, 1.5, 5, dtype="float32")
    layer = keras.layers.PReLU(shared_axes=[1, 2])
    layer.build(maps.shape)
    layer.set_weights([slopes.reshape(1, 1, 5)])
    assert_like_keras(leaky_relu(maps, slopes), layer(maps))


@pytest.mark.parametrize("create_model", [create_model_intro, create_model_dropout])
def test_the_networks_of_the_course_are_built_from_these_layers(create_model):
    model = create_model()
    _, images = random_images(2, (32, 32), 3, n=4)
    x = np.abs(images)
    for layer in model.layers[1:]:
        kind = type(layer).__name__
        if kind == "Conv2D":
            x = relu(conv2d(x, *layer.get_weights()))
        elif kind == "MaxPooling2D":
            x = max_pool(x)
        elif kind == "Flatten":
            x = flatten(x)
        elif kind == "Dense":
            x = dense(x, *layer.get_weights())
            x = relu(x) if layer.name == "dense" else x
    scores = keras.ops.softmax(x)
    assert_like_keras(
        keras.ops.convert_to_numpy(scores), model(np.abs(images), training=False)
    )


WINDOWS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=4)


@given(WINDOWS)
def test_a_receptive_field_is_what_a_value_depends_on(layers):
    field = receptive_fields(layers)[-1]
    # one picture for each pixel, with only this pixel lit
    x = np.eye(field, dtype="float32").reshape(field, field, 1, 1)
    for window, stride in layers:
        x = conv2d(x, np.ones((window, 1, 1, 1), "float32"), [0], stride)
    assert x.shape == (field, 1, 1, 1)
    reached = np.flatnonzero(x)
    # a stride larger than the window leaves gaps, but never at the ends
    assert (reached[0], reached[-1]) == (0, field - 1)


def test_receptive_fields_of_the_second_network():
    stack = [(3, 1), (2, 2), (3, 1), (2, 2), (3, 1)]
    assert receptive_fields(stack) == [3, 4, 8, 10, 18]
    assert receptive_fields([]) == []


IMAGES, KERNELS, BIASES = np.zeros((1, 5, 5, 3)), np.zeros((3, 3, 3, 4)), np.zeros(4)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: cross_correlate(IMAGES[0], BIASES), "two axes each, not 3 and 1"),
        (lambda: cross_correlate(np.eye(2), np.eye(3)), "larger than input array"),
        (lambda: conv2d(IMAGES[0], KERNELS, BIASES), r"array of shape \(5, 5, 3\)"),
        (lambda: conv2d(IMAGES, KERNELS[0], BIASES), r"not the shape \(3, 3, 4\)"),
        (lambda: conv2d(IMAGES[..., :1], KERNELS, BIASES), "1 channels .* kernels for 3"),
        (lambda: conv2d(IMAGES, KERNELS, BIASES[:2]), "4 filters have as many biases"),
        (lambda: conv2d(IMAGES[:, :2], KERNELS, BIASES), "3 pixels does not fit .* of 2"),
        (lambda: conv2d(IMAGES, KERNELS, BIASES, 0), "stride has at least 1 pixel, not 0"),
        (lambda: conv2d(IMAGES, KERNELS, BIASES, 1.5), "one whole number or two, not 1.5"),
        (lambda: conv2d(IMAGES, KERNELS, BIASES, (1, 1, 1)), "whole number or two"),
        (lambda: conv2d(IMAGES, KERNELS, BIASES, padding="full"), "not 'full'"),
        (lambda: conv2d(IMAGES, KERNELS, BIASES, padding=1), "layer is .* not 1"),
        (lambda: max_pool(IMAGES, 6), "6 pixels does not fit into a side of 5"),
        (lambda: average_pool(IMAGES[0]), "axes"),
        (lambda: sum_pool(IMAGES, 0), "window has at least 1 pixel, not 0"),
        (lambda: dense(IMAGES, KERNELS, BIASES), "wants vectors of shape"),
        (lambda: dense(np.eye(3), np.eye(4), BIASES), r"\(3, 3\) and \(4, 4\)"),
        (lambda: dense(np.eye(3), np.eye(3), BIASES), "3 units have as many biases"),
        (lambda: flatten(3.0), "no axis that counts pictures"),
        (lambda: output_size(5, 6, "valid", 1), "6 pixels does not fit into a side of 5"),
        (lambda: output_size(5, 3, -1, 1), "a number of zeros, not -1"),
        (lambda: output_size(5, 3, "Same", 1), "a number of zeros, not 'Same'"),
    ],
)
def test_what_does_not_fit_is_named_in_one_sentence(call, says):
    with pytest.raises(ValueError, match=says) as caught:
        call()
    assert "\n" not in str(caught.value)
