"""Compare a learner's layers with those that a challenge asks for."""

from dataclasses import dataclass, field

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.values import describe, is_a, layers_behind

# Three positive and negative sums are enough to tell the activations of the course apart.
_SUMS = np.array([[-1.5, 0.0, 2.0]], dtype="float32")


@dataclass(frozen=True)
class Expected:
    """A layer that a challenge asks for.

    Attributes
    ----------
    kind : str
        Name of its Keras class.
    name : str
    settings : dict
        Its arguments by their names, sizes as tuples.
    """

    kind: str
    name: str
    settings: dict = field(default_factory=dict)


def _conv(name, filters):
    square = {"kernel_size": (3, 3), "strides": (1, 1), "padding": "valid"}
    return Expected("Conv2D", name, {"filters": filters, **square, "activation": "relu"})


def _pool(name):
    return Expected("MaxPooling2D", name, {"pool_size": (2, 2), "strides": (2, 2)})


CONV_1, POOL_1 = _conv("conv_1", 16), _pool("pool_1")
CONV_2, POOL_2 = _conv("conv_2", 32), _pool("pool_2")
CONV_3 = _conv("conv_3", 64)
FLATTEN = Expected("Flatten", "flatten")
DENSE = Expected("Dense", "dense", {"units": 64, "activation": "relu"})
PROBABILITIES = Expected("Dense", "probabilities", {"units": 10, "activation": "softmax"})

INTRO_HIDDEN = (CONV_1, POOL_1, CONV_2, POOL_2, FLATTEN, DENSE)


def output_of(answer, name, expected):
    """Read the output of a layer, and see that this layer made it.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    name : str
        The learner's variable.
    expected : Expected
        The last layer that the tensor should have passed through.

    Returns
    -------
    list of keras.Layer
        All layers behind the output, from the input layer on.

    Raises
    ------
    Mistake
        If it is no output, or that of another kind of layer.
    """
    output = answer[name]
    if is_a(output, "Layer"):
        raise Mistake(
            f"`{name}` is the layer itself. Call it on its input, with a second pair of "
            "parentheses behind the first."
        )
    if not is_a(output, "KerasTensor"):
        raise Mistake(f"`{name}` is {describe(output)}, not the output of a layer.")
    layers = layers_behind(output)
    last = layers[-1]
    if not is_a(last, expected.kind):
        raise Mistake(
            f"`{name}` comes out of a layer of the kind {type(last).__name__}, but this "
            f"challenge wants {expected.kind}."
        )
    return layers


def compare_layer(layer, expected):
    """See that a layer has the settings that are asked for, and the name.

    Parameters
    ----------
    layer : keras.Layer
    expected : Expected

    Raises
    ------
    Mistake
        At the first difference.
    """
    for setting, wanted in expected.settings.items():
        if setting == "activation":
            _compare_activation(layer, wanted)
            continue
        found = getattr(layer, setting)
        if found != wanted:
            raise Mistake(
                f"Your `{layer.name}` {_PHRASES[setting].format(_size(found))}; "
                f"this layer wants {_size(wanted)}."
            )
    if layer.name != expected.name:
        raise Mistake(
            f'The {expected.kind} layer does its work, but is called "{layer.name}", '
            f'not "{expected.name}".'
        )


_PHRASES = {
    "filters": "has {} filters",
    "kernel_size": "has a kernel of {}",
    "strides": "moves its window by {}",
    "padding": "uses the padding {}",
    "pool_size": "has windows of {}",
    "units": "has {} units",
    "rate": "has a rate of {}",
}


def _size(value):
    return f"{value[0]} × {value[1]}" if type(value) is tuple else value


def _compare_activation(layer, wanted):
    activation = layer.activation
    if not behaves_like(activation, wanted):
        found = getattr(activation, "__name__", type(activation).__name__)
        has = "no activation" if found == "linear" else f"the activation {found}"
        raise Mistake(f"Your `{layer.name}` has {has}; this layer wants {wanted}.")


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
        found = keras.ops.convert_to_numpy(activation(keras.ops.convert_to_tensor(_SUMS)))
    except Exception:
        return False
    wanted = keras.activations.get(name)(keras.ops.convert_to_tensor(_SUMS))
    return np.allclose(found, keras.ops.convert_to_numpy(wanted), atol=1e-5)


def compare_layers(layers, expected):
    """See that layers are those that are asked for, in their order.

    Parameters
    ----------
    layers : list of keras.Layer
        Without the input layer.
    expected : sequence of Expected

    Raises
    ------
    Mistake
        At the first difference, the order before the settings.
    """
    for layer in layers:
        if layers.count(layer) > 1:
            raise Mistake(
                f"The layer `{layer.name}` is used more than once; every line needs a layer of "
                "its own."
            )
    kinds = [wanted.kind for wanted in expected]
    for number, (layer, wanted) in enumerate(zip(layers, expected, strict=False), start=1):
        if not is_a(layer, wanted.kind):
            raise Mistake(
                f"Layer {number} behind the input is a {type(layer).__name__}, where "
                f"{wanted.kind} (`{wanted.name}`) is asked for. The order is {', '.join(kinds)}."
            )
    if len(layers) != len(expected):
        raise Mistake(
            f"There are {len(layers)} layers behind the input, but {len(expected)} are asked "
            f"for: {', '.join(kinds)}."
        )
    for layer, wanted in zip(layers, expected, strict=True):
        compare_layer(layer, wanted)


def compare_network(model, function, expected, name):
    """See that a function's model is the network that is asked for.

    Parameters
    ----------
    model : object
        What the learner's function returned.
    function : str
        Its name.
    expected : sequence of Expected
        The layers behind the input layer.
    name : str
        What the model should be called.

    Raises
    ------
    Mistake
        At the first difference.
    """
    if not is_a(model, "Model"):
        raise Mistake(f"`{function}` returns {describe(model)}, but it should return a model.")
    if model.input_shape != (None, 32, 32, 3):
        raise Mistake(
            f"Your network takes inputs of shape {model.input_shape}; pictures of CIFAR-10 "
            "need (None, 32, 32, 3)."
        )
    layers = [layer for layer in model.layers if not is_a(layer, "InputLayer")]
    compare_layers(layers, expected)
    if model.name != name:
        raise Mistake(f'The network is right, but it is called "{model.name}", not "{name}".')
