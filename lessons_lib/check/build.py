"""Checks of episode 3: the layers one by one, then the network."""

import dis
import inspect

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.networks import (
    CONV_1,
    DENSE,
    FLATTEN,
    INTRO_HIDDEN,
    POOL_1,
    PROBABILITIES,
    compare_layers,
    compare_network,
    output_of,
)
from lessons_lib.check.values import describe, is_a, layers_behind, shape_of

_ONE_BLOCK = ["InputLayer", "Conv2D", "MaxPooling2D", "Flatten", "Dense", "Dense"]


@Check
def input_layer(answer):
    """Want ``inputs`` for 32 by 32 pixels in three channels, called ``image``."""
    inputs = answer["inputs"]
    layers = layers_behind(inputs) if is_a(inputs, "KerasTensor") else None
    if layers is None:
        raise Mistake(
            f"`inputs` is {describe(inputs)}. It should be what `keras.Input(...)` returns."
        )
    if len(layers) > 1:
        raise Mistake(
            f"`inputs` has passed through `{layers[1].name}` already. Give the output of "
            "another layer another name, and run this cell again."
        )
    pictures, *shape = shape_of(inputs)
    _compare_picture(tuple(shape))
    if pictures is not None:
        raise Mistake(
            f"Your network would take exactly {pictures} pictures at a time. Leave the size of "
            "the batch open."
        )
    if "float" not in inputs.dtype:
        raise Mistake(
            f"Your input layer takes numbers of the kind {inputs.dtype}, but the network "
            "computes with fractions. Leave `dtype` out."
        )
    if inputs.name != "image":
        raise Mistake(
            f'The shape is right, but the layer is called "{inputs.name}", not "image".'
        )
    return "The input layer takes pictures of 32 × 32 pixels in three channels."


def _compare_picture(shape):
    if len(shape) == 4:
        raise Mistake(
            "Your shape counts the pictures as well. Keras adds that place itself, as None: "
            "give the shape of one picture, three numbers."
        )
    if len(shape) != 3:
        raise Mistake(
            f"Your shape has {len(shape)} {'number' if len(shape) == 1 else 'numbers'}; that "
            "of a color picture has three: height, width and channels."
        )
    if shape == (3, 32, 32):
        raise Mistake("Your shape puts the channels first; Keras wants them last.")
    if shape[2] != 3:
        raise Mistake(
            f"Your pictures have {shape[2]} as their last number, the channels; these have "
            "three: red, green and blue."
        )
    if shape != (32, 32, 3):
        raise Mistake(
            f"Your pictures have {shape[0]} × {shape[1]} pixels; those of CIFAR-10 have 32 × 32."
        )


@Check
def conv2d(answer):
    """Want 16 filters of 3 by 3 with ReLU on the input layer."""
    layers = output_of(answer, "conv_output", CONV_1)
    if len(layers) != 2:
        raise Mistake(
            f"Your convolution works on the output of `{layers[-2].name}`; the first hidden "
            "layer works on `inputs`."
        )
    compare_layers(layers, [CONV_1])
    return (
        "16 maps of 30 × 30: a window of 3 × 3 without padding takes a pixel off each side."
    )


@Check
def pooling(answer):
    """Want max pooling over 2 by 2 on the output of the convolution."""
    layers = output_of(answer, "pool_output", POOL_1)
    if is_a(layers[-2], "InputLayer"):
        raise Mistake(
            "Your pooling works on the picture itself. Give it the output of the convolution."
        )
    if is_a(layers[-2], "MaxPooling2D"):
        raise Mistake(
            "Your pooling works on the output of another pooling; did the cell run with its own "
            "output as input?"
        )
    compare_layers(layers, [CONV_1, POOL_1])
    return "Still 16 maps, now of 15 × 15, and not one parameter."


@Check
def flatten(answer):
    """Want the maps of the pooling as one vector."""
    layers = output_of(answer, "flat_output", FLATTEN)
    length = shape_of(answer["flat_output"])[1]
    if is_a(layers[-2], "InputLayer"):
        raise Mistake(
            f"You flatten the picture, {length:,} numbers, and the filters would have worked "
            "for nothing. Flatten what comes out of the pooling."
        )
    if is_a(layers[-2], "Conv2D"):
        raise Mistake(
            f"You flatten the maps before pooling, {length:,} numbers. Take those after it."
        )
    if is_a(layers[-2], "Flatten"):
        raise Mistake("You flatten what is flat already. Take the output of the pooling.")
    compare_layers(layers, [CONV_1, POOL_1, FLATTEN])
    return "The vector has all the numbers of the 16 maps, and in their order."


@Check
def dense(answer):
    """Want 64 neurons with ReLU on the vector."""
    layers = output_of(answer, "dense_output", DENSE)
    if not is_a(layers[-2], "Flatten"):
        raise Mistake(
            f"Your dense layer works on the output of `{layers[-2].name}` and gives numbers of "
            f"shape {shape_of(answer['dense_output'])}. Give it the vector of the flatten layer."
        )
    compare_layers(layers, [CONV_1, POOL_1, FLATTEN, DENSE])
    return "Every one of the 64 neurons sees the whole vector."


@Check
def hidden_stack(answer):
    """Want the six hidden layers behind ``inputs``, with ``x`` as their last output."""
    layers = output_of(answer, "x", DENSE)
    compare_layers(layers, INTRO_HIDDEN)
    return "Six layers in a row, from the picture to 64 numbers."


@Check
def output_layer(answer):
    """Want ten neurons with softmax on the last hidden layer."""
    layers = output_of(answer, "outputs", PROBABILITIES)
    if not is_a(layers[-2], "Dense"):
        raise Mistake(
            f"Your output layer works on the output of `{layers[-2].name}` and passes over the "
            "hidden layers behind it. Give it the output of the last one, `x`."
        )
    if [type(layer).__name__ for layer in layers] == _ONE_BLOCK:
        raise Mistake(
            "Your output layer works on `dense_output`, behind one convolution only. Give it `x`."
        )
    compare_layers(layers, [*INTRO_HIDDEN, PROBABILITIES])
    return "Ten numbers a picture, positive, with a sum of one."


@Check
def create_model_intro(answer):
    """Want a function whose model has the layers of this episode."""
    function = answer["create_model_intro"]
    if is_a(function, "Model"):
        raise Mistake(
            "`create_model_intro` is a model. Write a function that returns one, with `def`, "
            "so that every call gives a fresh network."
        )
    models = [answer.call("create_model_intro") for _ in range(2)]
    for model in models:
        expected = (*INTRO_HIDDEN, PROBABILITIES)
        compare_network(model, "create_model_intro", expected, "cifar_model_intro")
    if foreign := _values_from_outside(function):
        raise Mistake(
            f"Your function reads `{foreign[0]}` from outside. The network is right, but in "
            "another notebook the function would stop. Make all it needs inside."
        )
    one, other = ({id(layer) for layer in model.layers} for model in models)
    if one & other:
        raise Mistake(
            "Your function returns the same layers with every call, so two networks would share "
            "their weights. Make all layers inside the function."
        )
    return "Eight layers with 79,530 parameters, and a fresh network with every call."


def _values_from_outside(function):
    """Name the values of the notebook that a function reads: no module, function or class."""
    if not inspect.isfunction(function):
        return []
    notebook = function.__globals__
    read = [
        step.argval for step in dis.get_instructions(function) if "GLOBAL" in step.opname
    ]
    return [
        name
        for name in read
        if name in notebook
        and not inspect.ismodule(notebook[name])
        and not callable(notebook[name])
    ]
