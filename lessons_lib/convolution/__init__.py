"""Convolution and the layers around it in plain NumPy, as Keras computes them.

Notebook 11 teaches them; a property-based test compares them with Keras::

    from lessons_lib.convolution import conv2d, dense, flatten, max_pool, relu

The modules: ``correlation`` slides one kernel over one gray picture, ``layers``
and ``pooling`` do it for batches of pictures with channels, and ``windows``
counts positions: sizes, padding and receptive fields.
"""

from lessons_lib.convolution.correlation import cross_correlate
from lessons_lib.convolution.layers import conv2d, dense, flatten, leaky_relu, relu
from lessons_lib.convolution.pooling import average_pool, max_pool, sum_pool
from lessons_lib.convolution.windows import output_size, receptive_fields

__all__ = [
    "average_pool",
    "conv2d",
    "cross_correlate",
    "dense",
    "flatten",
    "leaky_relu",
    "max_pool",
    "output_size",
    "receptive_fields",
    "relu",
    "sum_pool",
]
