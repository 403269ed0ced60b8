"""Checks of what episode 3 has counted by hand: positions of a window, and parameters."""

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import number_in
from lessons_lib.check.values import as_array, describe

# Layer: size of the kernel, zeros on each side, stride, filters.
_PREDICTED = {"a": (5, 0, 1, 8), "b": (5, 2, 1, 8), "c": (3, 0, 2, 12)}
_SIDE = 28

_OF_A_FILTER = {
    144: "these are the weights. What about the bias?",
    10: "that is a filter for one channel. How many channels come in from `pool_1`?",
    9: "that is a window in one channel. How many channels come in from `pool_1`?",
    28: "that is a filter of `conv_1`, which sees three channels. How many does `conv_2` see?",
    289: "that would be a filter for 32 channels. 32 maps come out; how many come in?",
    160: "you have counted a bias for each channel, but a filter has only one.",
    49: "the window of a filter has 3 × 3 positions in each channel, not 3.",
    4640: "that is the whole layer. Divide it among its filters.",
}
_OF_THE_LAYER = {
    145
    * 16: "that is the layer with 16 filters, as many as `conv_1` has. How many has `conv_2`?",
    144 * 32: "these are the weights of all filters without their biases.",
    144 * 32 + 1: "you have counted one bias for the layer, but every filter has its own.",
    145: "that is one filter. How many has `conv_2`?",
    448: "that is `conv_1`.",
    79530: "that is the whole network.",
}


@Check
def padding_stride(answer):
    """Want size and shape of what three convolutions make of 28 by 28 gray pixels."""
    for layer, (kernel, zeros, stride, filters) in _PREDICTED.items():
        size = (_SIDE + 2 * zeros - kernel) // stride + 1
        _compare_size(answer, layer, size, _slips(kernel, zeros, stride))
        _compare_shape(answer, layer, size, filters)
    return "Keras makes these three shapes as well."


@Check
def count_parameters(answer):
    """Want the parameters of a filter of ``conv_2`` and of the whole layer."""
    one = number_in(answer, "conv_2_filter")
    if one != 145:
        slip = _OF_A_FILTER.get(
            one, "a filter has a weight for each place of its window, and more."
        )
        raise Mistake(f"`conv_2_filter` is {one:,}: {slip}")
    layer = number_in(answer, "conv_2_parameters")
    if layer != 145 * 32:
        slip = _OF_THE_LAYER.get(
            layer, "multiply what one filter has by the number of filters."
        )
        raise Mistake(f"`conv_2_parameters` is {layer:,}: {slip}")
    return "145 for each of 32 filters: it is the number in the summary."


def _compare_size(answer, layer, right, slips):
    name = f"size_{layer}"
    size = number_in(answer, name)
    if size == right:
        return
    for wrong, reason in slips:
        if size in wrong:
            raise Mistake(f"`{name}` is {size:g}: {reason}")
    raise Mistake(
        f"`{name}` is {size:g}, but the formula gives another number. Which n, k, p and s has "
        f"layer {layer.upper()}?"
    )


def _slips(kernel, zeros, stride):
    """List what comes out where the formula is misread, and what to say about it."""
    span = _SIDE + 2 * zeros - kernel
    slips = [
        ({span / stride, span // stride}, "did you forget the first position, the + 1?"),
        (
            {span / (stride + 1), span // (stride + 1)},
            "the + 1 stands behind the fraction, not below it.",
        ),
    ]
    if stride > 1:
        slips += [
            (
                {span / stride + 1},
                "half a step is not taken. Round down, with `//` in place of `/`.",
            ),
            (
                {-(-span // stride) + 1},
                "a step that does not fit is not taken. Round down.",
            ),
            ({span + 1}, f"that is the size for a stride of 1; this one is {stride}."),
            (
                {_SIDE - kernel / stride + 1, _SIDE - kernel // stride + 1},
                "the stride divides the whole difference. Put it in parentheses.",
            ),
        ]
    if zeros:
        slips += [
            (
                {_SIDE - kernel + 1},
                f'that is the size without zeros. Padding "same" puts {zeros} on each side.',
            ),
            ({_SIDE + zeros - kernel + 1}, "zeros stand on both sides, so p counts twice."),
            ({_SIDE + 4 * zeros - kernel + 1}, "p is half of k - 1, not all of it."),
        ]
    else:
        slips.append(
            ({_SIDE}, 'that is the size with padding "same"; this one is "valid".')
        )
    return slips


def _compare_shape(answer, layer, size, filters):
    name = f"shape_{layer}"
    shape = _shape(answer, name)
    if shape == (size, size, filters):
        return
    if shape == (size, size, 1):
        raise Mistake(
            f"`{name}` keeps the one channel of the gray picture. A convolution makes one "
            "map for each of its filters."
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
        f"`{name}` is {describe(answer[name])}; it should be the size twice, and then the "
        "number of filters of this layer."
    )


def _shape(answer, name):
    shape = answer[name]
    if type(shape) in (tuple, list):
        return tuple(shape)
    numbers = as_array(shape)
    if numbers is None or numbers.ndim != 1:
        raise Mistake(
            f"`{name}` is {describe(shape)}; a shape is a tuple of three numbers."
        )
    return tuple(numbers.tolist())
