"""Judge one layer: its settings and its activation function."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.values import as_array

# Enough sums to tell ReLU and softmax from their variants, e.g. from one that ends at 6.
_SUMS = np.array([[-3.0, -0.5, 0.0, 2.0, 20.0]], dtype="float32")

_PHRASES = {
    "filters": "has {} filters",
    "kernel_size": "has a kernel of {}",
    "strides": "moves its window by {}",
    "padding": "uses the padding {}",
    "pool_size": "has windows of {}",
    "units": "has {} units",
    "rate": "has a rate of {}",
}
_DEFAULTS = {
    "use_bias": True,
    "groups": 1,
    "dilation_rate": (1, 1),
    "data_format": "channels_last",
    "trainable": True,
}


def compare_settings(layer, settings):
    """See that a layer has the settings that are asked for, and no others.

    Parameters
    ----------
    layer : keras.Layer
    settings : dict
        Arguments of the layer by their names.

    Raises
    ------
    Mistake
        At the first difference.
    """
    for setting, wanted in settings.items():
        found = getattr(layer, setting)
        if found != wanted:
            has = _PHRASES[setting].format(_words(found))
            has = has.removesuffix("s") if found == 1 else has
            raise Mistake(f"Your `{layer.name}` {has}; this layer wants {_words(wanted)}.")
    for setting, default in _DEFAULTS.items():
        if getattr(layer, setting, default) != default:
            raise Mistake(
                f"Your `{layer.name}` sets `{setting}` to {getattr(layer, setting)}. Leave this "
                "argument out."
            )


def _words(value):
    if type(value) is tuple:
        return " × ".join(str(side) for side in value)
    return f'"{value}"' if type(value) is str else value


def has_activation(layer):
    """Say in words which activation function a layer has.

    Parameters
    ----------
    layer : keras.Layer

    Returns
    -------
    str
        ``"has no activation"``, or which one.
    """
    activation = layer.activation
    name = getattr(activation, "__name__", type(activation).__name__)
    if name == "<lambda>":
        return "has an activation of your own that does something else"
    return "has no activation" if name == "linear" else f"has the activation {name}"


def behaves_like(activation, name):
    """Tell whether an activation function computes what a named one does.

    Parameters
    ----------
    activation : callable
    name : str
        As Keras knows it, e.g. ``"relu"``.

    Returns
    -------
    bool
        Judged by what it makes of a few sums, so that it may be given as a
        name, a function, a layer or a formula.
    """
    import keras

    try:
        found = as_array(activation(keras.ops.convert_to_tensor(_SUMS)))
        wanted = as_array(keras.activations.get(name)(keras.ops.convert_to_tensor(_SUMS)))
        return found.shape == wanted.shape and np.allclose(found, wanted, atol=1e-5)
    except Exception:
        return False
