"""By hand and by Keras a small network has the same gradients, on the backend in use.

It has padding, a stride, ReLU, pooling and softmax. Its pictures are weights, too: a dense
layer without bias whose only input is 1.
"""

import keras
import numpy as np
import pytest
from keras import layers

from lessons_lib.backpropagation import (
    conv2d_filter_gradient,
    conv2d_input_gradient,
    dense_gradients,
    max_pool_gradient,
    relative_error,
    relu_gradient,
    softmax_cross_entropy,
)
from lessons_lib.backpropagation.by_keras import keras_gradients
from lessons_lib.convolution import conv2d, dense, max_pool, relu

STRIDE, SIDE = 2, 12
# With a stride of 2, a window of 3 and an even side, the one row of zeros goes behind.
FRAME = [(0, 0), (0, 1), (0, 1), (0, 0)]
LABELS = np.eye(5, dtype="float32")[[3]]


@pytest.fixture(scope="module")
def model():
    keras.utils.set_random_seed(13)
    one = keras.Input((1,))
    x = layers.Dense(SIDE * SIDE * 3, use_bias=False)(one)
    x = layers.Reshape((SIDE, SIDE, 3))(x)
    x = layers.Conv2D(4, 3, strides=STRIDE, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(one, layers.Dense(5, activation="softmax")(x))


def by_keras(model):
    inputs = np.ones((1, 1), "float32")
    # A GPU may round products coarsely.
    with keras.device("cpu:0"):
        return keras_gradients(model, inputs, LABELS, "categorical_crossentropy")


def by_hand(pixels, kernels, biases, weights, unit_biases):
    padded = np.pad(pixels.reshape(1, SIDE, SIDE, 3), FRAME)
    sums = conv2d(padded, kernels, biases, strides=STRIDE)
    active = relu(sums)
    pooled = max_pool(active)
    vectors = pooled.reshape(1, -1)
    _, gradient = softmax_cross_entropy(dense(vectors, weights, unit_biases), LABELS)

    by_weights, by_unit_biases, gradient = dense_gradients(vectors, weights, gradient)
    gradient = max_pool_gradient(active, gradient.reshape(pooled.shape))
    gradient = relu_gradient(sums, gradient)
    return {
        "pixels": conv2d_input_gradient(kernels, gradient, padded.shape[1:3], STRIDE)[
            :, :-1, :-1
        ],
        "kernels": conv2d_filter_gradient(padded, gradient, (3, 3), STRIDE),
        "biases": gradient.sum(axis=(0, 1, 2)),
        "weights": by_weights,
        "unit biases": by_unit_biases,
    }


def test_by_hand_and_by_keras_the_gradients_are_the_same(model):
    ours = by_hand(*model.get_weights())
    for (name, found), expected in zip(ours.items(), by_keras(model), strict=True):
        error = relative_error(found.reshape(expected.shape), expected)
        assert error < 1e-5, f"{name} on {keras.backend.backend()}"


def test_the_model_has_its_weights_back(model):
    before = model.get_weights()
    by_keras(model)
    for one, other in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
