"""Compare the gradients of a small network with those of Keras, and print how far they differ.

Run by test_backpropagation.py in an interpreter of its own for each backend. The
network has padding, a stride, ReLU, pooling and softmax. Its pictures are weights,
too: a dense layer without bias whose only input is 1.
"""

import keras
import numpy as np
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

keras.utils.set_random_seed(13)
one = keras.Input((1,))
x = layers.Dense(SIDE * SIDE * 3, use_bias=False)(one)
x = layers.Reshape((SIDE, SIDE, 3))(x)
x = layers.Conv2D(4, 3, strides=STRIDE, padding="same", activation="relu")(x)
x = layers.MaxPooling2D(2)(x)
x = layers.Flatten()(x)
model = keras.Model(one, layers.Dense(5, activation="softmax")(x))
labels = np.eye(5, dtype="float32")[[3]]
start = model.get_weights()
from_keras = keras_gradients(
    model, np.ones((1, 1), "float32"), labels, "categorical_crossentropy"
)
kept = all(np.array_equal(*pair) for pair in zip(start, model.get_weights(), strict=True))

pixels, kernels, biases, weights, unit_biases = start
padded = np.pad(pixels.reshape(1, SIDE, SIDE, 3), FRAME)
sums = conv2d(padded, kernels, biases, strides=STRIDE)
active = relu(sums)
pooled = max_pool(active)
vectors = pooled.reshape(1, -1)
_, gradient = softmax_cross_entropy(dense(vectors, weights, unit_biases), labels)

by_weights, by_unit_biases, gradient = dense_gradients(vectors, weights, gradient)
gradient = max_pool_gradient(active, gradient.reshape(pooled.shape))
gradient = relu_gradient(sums, gradient)
by_hand = [
    conv2d_input_gradient(kernels, gradient, padded.shape[1:3], STRIDE)[:, :-1, :-1],
    conv2d_filter_gradient(padded, gradient, (3, 3), STRIDE),
    gradient.sum(axis=(0, 1, 2)),
    by_weights,
    by_unit_biases,
]
names = ["pixels", "kernels", "biases", "weights", "unit_biases"]
for name, found, expected in zip(names, by_hand, from_keras, strict=True):
    error = relative_error(found.reshape(expected.shape), expected)
    print(name, keras.backend.backend(), error)
# 0 if the model has its weights back
print("weights_kept", keras.backend.backend(), float(not kept))
