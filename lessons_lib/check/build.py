"""Checks of episode 3: the layers one by one, then the network."""

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.networks import (
    CONV_1,
    DENSE,
    FLATTEN,
    INTRO_HIDDEN,
    POOL_1,
    PROBABILITIES,
    compare_layer,
    compare_layers,
    compare_network,
    output_of,
)
from lessons_lib.check.values import describe, is_a, shape_of

# Layer: name of size and shape, then kernel, zeros on each side, stride and filters.
_PREDICTED = {"a": (5, 0, 1, 8), "b": (5, 2, 1, 8), "c": (3, 0, 2, 12)}


@Check
def input_layer(answer):
    """Want ``inputs`` for 32 by 32 pixels in three channels, called ``image``."""
    inputs = answer["inputs"]
    if not is_a(inputs, "KerasTensor"):
        raise Mistake(
            f"`inputs` is {describe(inputs)}, not what `keras.Input(...)` returns."
        )
    shape = shape_of(inputs)[1:]
    if shape == (None, 32, 32, 3):
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
    if inputs.name != "image":
        raise Mistake(
            f'The shape is right, but the layer is called "{inputs.name}", not "image".'
        )
    return "The input layer takes pictures of 32 × 32 pixels in three channels."


@Check
def padding_stride(answer):
    """Want size and shape of what three convolutions make of 28 by 28 gray pixels."""
    for layer, (kernel, zeros, stride, filters) in _PREDICTED.items():
        _compare_size(answer, layer, kernel, zeros, stride)
        size = (28 + 2 * zeros - kernel) // stride + 1
        _compare_shape(answer, layer, size, filters)
    return "Keras makes these three shapes as well."


def _compare_size(answer, layer, kernel, zeros, stride):
    name = f"size_{layer}"
    size = answer[name]
    right = (28 + 2 * zeros - kernel) // stride + 1
    if type(size) is tuple or type(size) is list:
        raise Mistake(f"`{name}` is {describe(size)}; it should be one number.")
    if size == right:
        return
    exact = (28 + 2 * zeros - kernel) / stride + 1
    if size == exact:
        raise Mistake(
            f"`{name}` is {size}, but half a step is not taken: round down, with `//` for `/`."
        )
    if size == right - 1:
        raise Mistake(f"`{name}` is {size}: did you forget the first position, the + 1?")
    if size == 28 - kernel + 1 and zeros:
        raise Mistake(
            f'`{name}` is {size}, the size without zeros around. Padding "same" adds '
            f"{zeros} on each side."
        )
    if size == 28 - kernel + 1 and stride > 1:
        raise Mistake(
            f"`{name}` is {size}, the size for a stride of 1. This window moves on by {stride}."
        )
    if size == (28 + zeros - kernel) // stride + 1 and zeros:
        raise Mistake(
            f"`{name}` is {size}: the zeros stand on both sides, so p counts twice."
        )
    raise Mistake(
        f"`{name}` is {describe(size)}, but the formula gives another number for n = 28, "
        f"k = {kernel}, p = {zeros}, s = {stride}."
    )


def _compare_shape(answer, layer, size, filters):
    name = f"shape_{layer}"
    shape = answer[name]
    if type(shape) not in (tuple, list):
        raise Mistake(f"`{name}` is {describe(shape)}; a shape is a tuple of three numbers.")
    shape = tuple(shape)
    if shape == (size, size, filters):
        return
    if shape == (size, size, 1):
        raise Mistake(
            f"`{name}` keeps the one channel of the gray picture. A convolution makes one "
            f"map for each of its {filters} filters."
        )
    if shape == (filters, size, size):
        raise Mistake(f"`{name}` has the maps in front; Keras puts them last.")
    if shape == (size, size):
        raise Mistake(f"`{name}` lacks its third number: how many maps are there?")
    if len(shape) == 4:
        raise Mistake(
            f"`{name}` has four numbers. Leave out that of the pictures: height, width, maps."
        )
    raise Mistake(
        f"`{name}` is {describe(shape)}; it should be the size twice, and then the number of "
        "filters of this layer."
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
    compare_layer(layers[-1], CONV_1)
    return "16 maps of 30 × 30: a window of 3 × 3 without padding takes a pixel off each side."


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
    compare_layer(layers[-1], POOL_1)
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
    if length != 15 * 15 * 16:
        raise Mistake(
            f"Your vector has {length:,} numbers; 16 maps of 15 × 15 have {15 * 15 * 16:,}."
        )
    compare_layer(layers[-1], FLATTEN)
    return "The vector has all the numbers of the 16 maps, and in their order."


@Check
def dense(answer):
    """Want 64 neurons with ReLU on the vector."""
    layers = output_of(answer, "dense_output", DENSE)
    if len(shape_of(answer["dense_output"])) != 2:
        raise Mistake(
            f"Your dense layer works on maps, so it gives an output of shape "
            f"{shape_of(answer['dense_output'])}. Give it the vector."
        )
    if not is_a(layers[-2], "Flatten"):
        raise Mistake(
            f"Your dense layer works on the output of `{layers[-2].name}`. Give it the vector "
            "that the flatten layer made."
        )
    compare_layer(layers[-1], DENSE)
    return "Every one of the 64 neurons sees the whole vector."


@Check
def hidden_stack(answer):
    """Want the six hidden layers behind ``inputs``, with ``x`` as their last output."""
    layers = output_of(answer, "x", DENSE)
    compare_layers(layers[1:], INTRO_HIDDEN)
    return "Six layers in a row, from the picture to 64 numbers."


@Check
def output_layer(answer):
    """Want ten neurons with softmax on the last hidden layer."""
    layers = output_of(answer, "outputs", PROBABILITIES)
    if is_a(layers[-2], "InputLayer", "Conv2D", "MaxPooling2D"):
        raise Mistake(
            f"Your output layer works on the output of `{layers[-2].name}` and skips the hidden "
            "layers behind it. Give it `x`."
        )
    if is_a(layers[-2], "Flatten"):
        raise Mistake(
            "Your output layer works on the flat vector and leaves out the dense layer. Give it "
            "`x`."
        )
    compare_layer(layers[-1], PROBABILITIES)
    return "Ten numbers a picture, positive, with a sum of one."


@Check
def create_model_intro(answer):
    """Want a function whose model has the layers of this episode."""
    model = answer.call("create_model_intro")
    expected = (*INTRO_HIDDEN, PROBABILITIES)
    compare_network(model, "create_model_intro", expected, "cifar_model_intro")
    again = answer.call("create_model_intro")
    if again is model or again.layers[1] is model.layers[1]:
        raise Mistake(
            "Your function returns the same layers every time, so two networks would share "
            "their weights. Build all layers inside the function, from a new `keras.Input`."
        )
    return "Eight layers with 79,530 parameters, and a fresh network with every call."


@Check
def count_parameters(answer):
    """Want the parameters of a filter of ``conv_2`` and of the whole layer."""
    one = answer["conv_2_filter"]
    _compare_filter(one)
    layer = answer["conv_2_parameters"]
    if layer == 145 * 32:
        return "145 for each of 32 filters: it is the number in the summary."
    if layer == 145 * 16:
        raise Mistake("You have 16 filters; that is the first convolution. `conv_2` has 32.")
    if layer == 144 * 32 + 1:
        raise Mistake("You count one bias for the layer; every filter has one of its own.")
    if layer == 144 * 32:
        raise Mistake("You count the weights of all filters, but not their biases.")
    raise Mistake(
        f"`conv_2_parameters` is {describe(layer)}. Multiply what one filter has by the number "
        "of filters of `conv_2`."
    )


def _compare_filter(one):
    if is_a(one, "Variable", "ndarray") or type(one) in (list, tuple):
        raise Mistake(f"`conv_2_filter` is {describe(one)}; it should be one number.")
    if one == 145:
        return
    if one == 144:
        raise Mistake("`conv_2_filter` is 144: these are the weights. What about the bias?")
    if one == 10:
        raise Mistake(
            "`conv_2_filter` is 10: that is a filter for one channel. How many channels come "
            "in from `pool_1`?"
        )
    if one == 28:
        raise Mistake(
            "`conv_2_filter` is 28: that is a filter of `conv_1`, which sees three channels. "
            "How many does `conv_2` see?"
        )
    if one == 289:
        raise Mistake(
            "`conv_2_filter` is 289, as with 32 channels. 32 is how many maps come out; take "
            "those that come in."
        )
    raise Mistake(
        f"`conv_2_filter` is {describe(one)}. A filter has a weight for each position of its "
        "3 × 3 window in each channel, and one bias."
    )
