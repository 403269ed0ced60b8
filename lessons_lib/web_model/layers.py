"""Describe a layer in the few words that a page needs to compute it."""

from dataclasses import dataclass, field

import numpy as np

from lessons_lib.web_model.refusal import WebModelError

ACTIVATIONS = ("linear", "relu", "sigmoid", "softmax", "tanh")


@dataclass(frozen=True)
class Described:
    """A layer as the page gets it.

    Parameters
    ----------
    words : dict
        Settings, ready for JSON.
    arrays : list of numpy.ndarray, default empty
        Weights and then biases, for the layers that have them.
    """

    words: dict
    arrays: list = field(default_factory=list)


def describe(layer, shape):
    """Describe a layer, or refuse it by its name.

    Parameters
    ----------
    layer : keras.Layer
    shape : tuple
        Of what the layer is given, without the batch.

    Returns
    -------
    Described

    Raises
    ------
    WebModelError
        If it is not one of the kinds that the page computes, or has a setting that the
        page does not know.
    """
    kind = type(layer).__name__
    if kind not in DESCRIBE or not type(layer).__module__.startswith("keras."):
        raise WebModelError(
            f"{layer.name} ({kind}) is no layer that the page can compute; it can compute "
            f"{', '.join(DESCRIBE)}."
        )
    described = DESCRIBE[kind](layer, shape)
    words = {"name": layer.name, "kind": kind, "activation": "linear", **described.words}
    if words["activation"] not in ACTIVATIONS:
        raise _refused(layer, f"has the activation {words['activation']}", ACTIVATIONS)
    return Described(words, described.arrays)


def _convolution(layer, shape):
    _require(layer, "data_format", "channels_last")
    _require(layer, "dilation_rate", (1, 1))
    _require(layer, "groups", 1)
    words = _window(layer.kernel_size, layer.strides, layer.padding)
    return Described({**words, **_activation(layer)}, _weights(layer, layer.filters))


def _dense(layer, shape):
    # On maps, Keras lets it work on the channels of each place, as a window of one does.
    words = _window((1, 1), (1, 1), "valid")
    return Described({**words, **_activation(layer)}, _weights(layer, layer.units))


def _pooling(layer, shape):
    _require(layer, "data_format", "channels_last")
    return Described(_window(layer.pool_size, layer.strides, layer.padding))


def _global_pooling(layer, shape):
    _require(layer, "data_format", "channels_last")
    return Described(_window(shape[:2], shape[:2], "valid"))


def _rescaling(layer, shape):
    return _scaled(layer.scale, layer.offset, shape[-1])


def _batch_normalization(layer, shape):
    _require_last_axis(layer, shape)
    n_channels = shape[-1]
    gamma = _array(layer.gamma) if layer.scale else np.ones(n_channels)
    beta = _array(layer.beta) if layer.center else np.zeros(n_channels)
    scale = gamma / np.sqrt(_array(layer.moving_variance) + layer.epsilon)
    return _scaled(scale, beta - _array(layer.moving_mean) * scale, n_channels)


def _activation_alone(layer, shape):
    return Described(_activation(layer))


def _relu(layer, shape):
    for setting, plain in (("max_value", None), ("negative_slope", 0), ("threshold", 0)):
        _require(layer, setting, plain)
    return Described({"activation": "relu"})


def _softmax(layer, shape):
    _require_last_axis(layer, shape)
    return Described({"activation": "softmax"})


def _nothing_to_say(layer, shape):
    return Described({})


# Where the picture enters is described by the document; it is here for its name.
DESCRIBE = {
    "InputLayer": _nothing_to_say,
    "Rescaling": _rescaling,
    "Conv2D": _convolution,
    "MaxPooling2D": _pooling,
    "AveragePooling2D": _pooling,
    "GlobalMaxPooling2D": _global_pooling,
    "GlobalAveragePooling2D": _global_pooling,
    "BatchNormalization": _batch_normalization,
    "Dropout": _nothing_to_say,
    "Flatten": _nothing_to_say,
    "Dense": _dense,
    "Activation": _activation_alone,
    "ReLU": _relu,
    "Softmax": _softmax,
}


def _window(size, strides, padding):
    return {"window": list(size), "strides": list(strides), "padding": padding}


def _activation(layer):
    return {"activation": getattr(layer.activation, "__name__", "of its own")}


def _weights(layer, n_outputs):
    bias = _array(layer.bias) if layer.use_bias else np.zeros(n_outputs)
    return [_array(layer.kernel), bias]


def _scaled(scale, offset, n_channels):
    """Describe one factor and one summand a channel, with all their digits."""
    factors = np.broadcast_to(np.asarray(scale, dtype=float), n_channels)
    summands = np.broadcast_to(np.asarray(offset, dtype=float), n_channels)
    return Described({"scale": factors.tolist(), "offset": summands.tolist()})


def _array(variable):
    from keras.ops import convert_to_numpy

    return convert_to_numpy(variable)


def _require(layer, setting, wanted):
    value = getattr(layer, setting)
    if value != wanted:
        raise _refused(layer, f"has {setting}={value}", [wanted])


def _require_last_axis(layer, shape):
    if layer.axis not in (-1, len(shape)):  # the batch is axis 0
        raise _refused(layer, f"has axis={layer.axis}", [-1])


def _refused(layer, what, known):
    return WebModelError(
        f"{layer.name} ({type(layer).__name__}) {what}; the page knows only "
        f"{', '.join(map(str, known))}."
    )
