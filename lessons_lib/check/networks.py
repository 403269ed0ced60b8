"""Compare a learner's network, or the layers up to a point, with what is asked for."""

from dataclasses import dataclass, field

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.settings import behaves_like, compare_settings, has_activation
from lessons_lib.check.values import as_array, describe, is_a, layers_behind

PICTURES = (None, 32, 32, 3)


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
    activation : str or None
        The name of its activation function, if it has one.
    """

    kind: str
    name: str
    settings: dict = field(default_factory=dict)
    activation: str | None = None


def _conv(name, filters):
    square = {"kernel_size": (3, 3), "strides": (1, 1), "padding": "valid"}
    return Expected("Conv2D", name, {"filters": filters, **square}, "relu")


def _pool(name, **settings):
    square = {"pool_size": (2, 2), "strides": (2, 2)}
    return Expected("MaxPooling2D", name, square | settings)


# Where the sides are even, as in `pool_1`, both paddings pool alike.
CONV_1, POOL_1 = _conv("conv_1", 16), _pool("pool_1")
CONV_2, POOL_2 = _conv("conv_2", 32), _pool("pool_2", padding="valid")
CONV_3 = _conv("conv_3", 64)
FLATTEN = Expected("Flatten", "flatten")
DENSE = Expected("Dense", "dense", {"units": 64}, "relu")
PROBABILITIES = Expected("Dense", "probabilities", {"units": 10}, "softmax")

INTRO_HIDDEN = (CONV_1, POOL_1, CONV_2, POOL_2, FLATTEN, DENSE)

_WANTED = {
    "relu": "this layer wants relu",
    "softmax": "its numbers should be positive and add up to one",
}
_ACTIVATIONS = ("Activation", "ReLU", "Relu", "Softmax")


def output_of(answer, name, expected):
    """Read the output of a layer, and see that this kind of layer made it.

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
    if is_a(output, "Layer") and not is_a(output, "Model"):
        raise Mistake(
            f"`{name}` is the layer itself. Call it on its input, with a second pair of "
            "parentheses behind the first."
        )
    if not is_a(output, "KerasTensor"):
        raise Mistake(
            f"`{name}` is {describe(output)}. It should be what a layer gives when you call it "
            "on the output of the layer before."
        )
    layers = _chain(output, name)
    last = layers[-1]
    if is_a(last, *_ACTIVATIONS):
        raise Mistake(_activation_apart(last))
    if not is_a(last, expected.kind):
        raise Mistake(
            f"`{name}` comes out of a layer of the kind {type(last).__name__}, but this "
            f"challenge wants {expected.kind}."
        )
    return layers


def _chain(output, name):
    layers = layers_behind(output)
    if layers is None:
        raise Mistake(
            f"The layers behind `{name}` do not stand in one row from the input on. Every "
            "layer here takes the output of one other."
        )
    shape = tuple(layers[0].batch_shape)
    if shape != PICTURES:
        raise Mistake(
            f"Your network takes inputs of shape {shape}; pictures of CIFAR-10 need {PICTURES}."
        )
    return layers


def _activation_apart(layer):
    return (
        f"`{layer.name}` is an activation apart from its layer. Give it to the layer that it "
        "belongs to, as the argument `activation`."
    )


def compare_layers(layers, expected):
    """See that layers are those that are asked for.

    Parameters
    ----------
    layers : list of keras.Layer
        From the input layer on.
    expected : sequence of Expected
        Those behind the input layer.

    Raises
    ------
    Mistake
        At the first difference: the order, then the settings, then the names.
    """
    for layer, wanted in _compare_numbers(layers, expected):
        if not behaves_like(layer.activation, wanted):
            raise Mistake(
                f"Your `{layer.name}` {has_activation(layer)}; {_WANTED[wanted]}."
            )
    _compare_names(layers[1:], expected)


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
    layers = _chain(_end_of(model, function), function)
    for layer, wanted in _compare_numbers(layers, expected):
        if not behaves_like(layer.activation, wanted):
            raise Mistake(
                f"Your network has {model.count_params():,} parameters as it should, but its "
                f"{_flaw(model, layer, wanted)}."
            )
    if layers[0].name != "image":
        raise Mistake(f'Your input layer is called "{layers[0].name}", not "image".')
    _compare_names(layers[1:], expected)
    if model.name != name:
        raise Mistake(
            f'The network is right, but it is called "{model.name}", not "{name}".'
        )


def _end_of(model, function):
    if not is_a(model, "Model"):
        raise Mistake(
            f"`{function}` returns {describe(model)}, but it should return a model."
        )
    inputs, outputs = getattr(model, "inputs", None), getattr(model, "outputs", None)
    if not inputs or not outputs:
        raise Mistake(
            f"`{function}` returns a model that does not know its input. Tie yours together "
            "with `keras.Model(inputs=…, outputs=…)`."
        )
    if len(inputs) > 1 or len(outputs) > 1:
        raise Mistake("Your network has several inputs or outputs; give it one of each.")
    return outputs[0]


def _flaw(model, layer, wanted):
    if wanted != "softmax":
        return f"`{layer.name}` {has_activation(layer)}; {_WANTED[wanted]}"
    ramp = np.linspace(0, 1, 32 * 32 * 3, dtype="float32").reshape(1, 32, 32, 3)
    total = as_array(model(ramp)).sum()
    return f"output layer has no softmax: its ten numbers sum to {total:.1f}"


def _compare_numbers(layers, expected):
    """See that kinds and settings are right; give the layers that have an activation."""
    _compare_order(layers[1:], expected)
    pairs = list(zip(layers[1:], expected, strict=True))
    for layer, wanted in pairs:
        compare_settings(layer, wanted.settings)
    return [(layer, wanted.activation) for layer, wanted in pairs if wanted.activation]


def _compare_order(layers, expected):
    for layer in layers:
        if is_a(layer, *_ACTIVATIONS):
            raise Mistake(_activation_apart(layer))
        if layers.count(layer) > 1:
            raise Mistake(
                f"The layer `{layer.name}` is used more than once; every line needs a layer of "
                "its own."
            )
    kinds = [type(layer).__name__ for layer in layers]
    wanted = [layer.kind for layer in expected]
    if kinds != wanted:
        raise Mistake(
            f"Behind the input stand {', '.join(kinds)}; asked for are {', '.join(wanted)}, "
            "in this order."
        )


def _compare_names(layers, expected):
    for layer, wanted in zip(layers, expected, strict=True):
        if layer.name != wanted.name:
            raise Mistake(
                f'The {wanted.kind} layer does its work, but is called "{layer.name}", '
                f'not "{wanted.name}".'
            )
