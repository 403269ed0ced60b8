import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons_lib.backpropagation import (
    conv2d_filter_gradient,
    conv2d_input_gradient,
    dense_gradients,
    filter_gradient,
    input_gradient,
    learn_filter,
    max_pool_gradient,
    numerical_gradient,
    relative_error,
    relu_gradient,
    softmax_cross_entropy,
)
from lessons_lib.convolution import conv2d, cross_correlate, dense, max_pool, relu

TOLERANCE = 1e-6

sides = st.integers(1, 3)


@st.composite
def convolutions(draw):
    """Draw pictures, kernels and a stride that fit together, and a gradient from behind."""
    height, width, stride = draw(sides), draw(sides), draw(sides)
    n, channels, filters = draw(st.integers(1, 2)), draw(sides), draw(sides)
    rows, columns = height + draw(st.integers(0, 4)), width + draw(st.integers(0, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    images = rng.normal(size=(n, rows, columns, channels))
    kernels = rng.normal(size=(height, width, channels, filters))
    shape = conv2d(images, kernels, np.zeros(filters), strides=stride).shape
    return images, kernels, stride, rng.normal(size=shape)


def loss(images, kernels, stride, factors):
    """Bend the outputs, so that the gradient depends on them."""
    outputs = conv2d(images, kernels, np.zeros(kernels.shape[3]), strides=stride)
    return np.sum(factors * np.sin(outputs))


def gradient_behind(images, kernels, stride, factors):
    outputs = conv2d(images, kernels, np.zeros(kernels.shape[3]), strides=stride)
    return factors * np.cos(outputs)


@settings(max_examples=30)
@given(convolutions())
def test_the_filters_gradient_is_the_measured_one(drawn):
    images, kernels, stride, factors = drawn
    behind = gradient_behind(images, kernels, stride, factors)
    found = conv2d_filter_gradient(images, behind, kernels.shape[:2], stride)
    measured = numerical_gradient(
        lambda array: loss(images, array, stride, factors), kernels
    )
    assert found.shape == kernels.shape
    assert relative_error(found, measured) < TOLERANCE


@settings(max_examples=30)
@given(convolutions())
def test_the_inputs_gradient_is_the_measured_one(drawn):
    images, kernels, stride, factors = drawn
    behind = gradient_behind(images, kernels, stride, factors)
    found = conv2d_input_gradient(kernels, behind, images.shape[1:3], stride)
    measured = numerical_gradient(
        lambda array: loss(array, kernels, stride, factors), images
    )
    assert found.shape == images.shape
    assert relative_error(found, measured) < TOLERANCE


@given(convolutions())
def test_one_gray_picture_is_a_case_of_the_layer(drawn):
    images, kernels, _, _ = drawn
    picture, kernel = images[0, :, :, 0], kernels[:, :, 0, 0]
    behind = np.cos(cross_correlate(picture, kernel))
    as_batch = picture[np.newaxis, :, :, np.newaxis]
    np.testing.assert_allclose(
        filter_gradient(picture, behind),
        conv2d_filter_gradient(
            as_batch, behind[np.newaxis, :, :, np.newaxis], kernel.shape
        )[:, :, 0, 0],
        atol=1e-12,
    )
    np.testing.assert_allclose(
        input_gradient(kernel, behind),
        conv2d_input_gradient(
            kernel[:, :, np.newaxis, np.newaxis],
            behind[np.newaxis, :, :, np.newaxis],
            picture.shape,
        )[0, :, :, 0],
        atol=1e-12,
    )


def test_pixels_that_no_window_reached_have_no_gradient():
    # A window of 2 with a stride of 3 on a side of 6 stops at 0 and 3.
    gradient = conv2d_input_gradient(
        np.ones((2, 2, 1, 1)), np.ones((1, 2, 2, 1)), (6, 6), stride=3
    )[0, :, :, 0]
    reached = [1, 1, 0, 1, 1, 0]
    np.testing.assert_array_equal(gradient, np.outer(reached, reached))


@pytest.mark.parametrize("size", [2, 3])
def test_pooling_relu_dense_and_softmax_have_the_measured_gradients(size):
    rng = np.random.default_rng(size)
    # Sides that no window of 2 or 3 fills: the rest has no part in the output.
    maps = rng.normal(size=(2, 7, 8, 3))
    factors = rng.normal(size=max_pool(maps, size).shape)
    everywhere = rng.normal(size=maps.shape)
    vectors, weights, biases = (rng.normal(size=shape) for shape in [(4, 5), (5, 3), (3,)])
    behind = rng.normal(size=(4, 3))
    logits, labels = rng.normal(size=(4, 3)), np.eye(3)[[0, 2, 1, 2]]
    by_weights, by_biases, by_vectors = dense_gradients(vectors, weights, behind)
    for found, function, array in [
        (
            max_pool_gradient(maps, factors, size),
            lambda array: np.sum(factors * max_pool(array, size)),
            maps,
        ),
        (
            relu_gradient(maps, everywhere),
            lambda array: np.sum(everywhere * relu(array)),
            maps,
        ),
        (by_weights, lambda array: np.sum(behind * dense(vectors, array, biases)), weights),
        (by_biases, lambda array: np.sum(behind * dense(vectors, weights, array)), biases),
        (by_vectors, lambda array: np.sum(behind * dense(array, weights, biases)), vectors),
        (
            softmax_cross_entropy(logits, labels)[1],
            lambda array: softmax_cross_entropy(array, labels)[0],
            logits,
        ),
    ]:
        assert relative_error(found, numerical_gradient(function, array)) < TOLERANCE


def test_of_equal_numbers_the_first_gets_the_gradient():
    maps = np.array([[6.0, 6.0], [6.0, 1.0]]).reshape(1, 2, 2, 1)
    gradient = max_pool_gradient(maps, np.full((1, 1, 1, 1), 5.0))[0, :, :, 0]
    np.testing.assert_array_equal(gradient, [[5, 0], [0, 0]])


def test_no_gradient_passes_relu_at_zero():
    np.testing.assert_array_equal(
        relu_gradient(np.array([-1.0, 0.0, 2.0]), np.array([3.0, 3.0, 3.0])), [0, 0, 3]
    )


def test_large_logits_do_not_overflow():
    loss, gradient = softmax_cross_entropy(np.array([[1e4, -1e4]]), np.array([[0.0, 1.0]]))
    assert loss == 2e4
    np.testing.assert_array_equal(gradient, [[1, -1]])


def test_32_bits_stay_32_bits():
    rng = np.random.default_rng(0)
    images, kernels, behind = (
        rng.normal(size=shape).astype("float32")
        for shape in [(2, 6, 6, 3), (3, 3, 3, 4), (2, 4, 4, 4)]
    )
    logits, labels = behind[0, 0], np.eye(4, dtype="float32")
    for gradient in [
        conv2d_filter_gradient(images, behind, (3, 3)),
        conv2d_input_gradient(kernels, behind, (6, 6)),
        relu_gradient(behind, behind),
        max_pool_gradient(images, images[:, :3, :3]),
        *dense_gradients(logits, logits, logits),
        softmax_cross_entropy(logits, labels)[1],
    ]:
        assert gradient.dtype == np.float32


def test_a_filter_is_learned_and_its_start_is_kept():
    rng = np.random.default_rng(0)
    picture, wanted = rng.normal(size=(16, 16)), rng.normal(size=(3, 2))
    start = rng.normal(size=(3, 2))
    kept = start.copy()
    target = cross_correlate(picture, wanted)
    learned, losses = learn_filter(picture, target, start, learning_rate=0.2, n_steps=50)
    np.testing.assert_allclose(learned, wanted, atol=1e-5)
    np.testing.assert_array_equal(start, kept)
    assert len(losses) == 50
    assert losses == sorted(losses, reverse=True)


def test_what_does_not_fit_together_is_refused():
    images, kernels = np.ones((1, 6, 6, 1)), np.ones((3, 3, 1, 1))
    with pytest.raises(ValueError, match="broadcast"):
        conv2d_filter_gradient(images, np.ones((1, 4, 4, 1)), (3, 3), stride=2)
    with pytest.raises(ValueError, match="broadcast"):
        conv2d_input_gradient(kernels, np.ones((1, 2, 2, 1)), (6, 6))
    with pytest.raises(ValueError, match="broadcast"):
        max_pool_gradient(images, np.ones((1, 2, 2, 1)))
    with pytest.raises(ValueError, match="broadcast"):
        softmax_cross_entropy(np.ones((2, 3)), np.ones((2, 4)))
    with pytest.raises(ValueError, match="unpack"):
        input_gradient(np.ones(3), np.ones((2, 2)))
