"""Back-propagation through a convolutional network in plain NumPy.

Notebook 13 teaches all of it; :mod:`lessons_lib.convolution` has the way forward::

    from lessons_lib.backpropagation import filter_gradient, input_gradient

The modules: ``gray`` goes back through one kernel on one gray picture, ``layers``
through the layers of a network, and ``measuring`` finds gradients without the
chain rule, to check them. ``by_keras`` reads a gradient out of Keras; it stays
apart because it imports Keras.
"""

from lessons_lib.backpropagation.gray import filter_gradient, input_gradient, learn_filter
from lessons_lib.backpropagation.layers import (
    conv2d_filter_gradient,
    conv2d_input_gradient,
    dense_gradients,
    max_pool_gradient,
    relu_gradient,
    softmax_cross_entropy,
    spread_gradient,
)
from lessons_lib.backpropagation.measuring import numerical_gradient, relative_error

__all__ = [
    "conv2d_filter_gradient",
    "conv2d_input_gradient",
    "dense_gradients",
    "filter_gradient",
    "input_gradient",
    "learn_filter",
    "max_pool_gradient",
    "numerical_gradient",
    "relative_error",
    "relu_gradient",
    "softmax_cross_entropy",
    "spread_gradient",
]
