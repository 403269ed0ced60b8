"""Checks of deep dive 11: pooling by hand, and how far a network sees."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.convolution import compare_number
from lessons_lib.check.values import as_array, describe

_LARGEST = np.array([[6, 5, 3], [-1, 4, 7]])
_MEAN = np.array([[2, 2, 1], [-2, 2, 7]])
_SUM = 4 * _MEAN
_SMALLEST = np.array([[0, 1, 0], [-4, 0, 7]])
_POOLED = {
    "by_largest": (_LARGEST, "the largest number"),
    "by_mean": (_MEAN, "the mean"),
    "by_sum": (_SUM, "the sum"),
}
_SHARES = {
    4: "that is how many numbers are left. Divide by how many there were.",
    0.25: "that would be windows of 2 × 2 side by side on an even map. Count for 3 × 3 on 5 × 5.",
    9
    / 25: "that is a stride of 1, with three stops in each direction, or the size of a window.",
    1 / 9: "that would be windows side by side. Here the stride is 2, and they overlap.",
    21 / 25: "that is the share that is gone.",
    1 / 25: "there is more than one window: it can begin in rows 0 and 2.",
    16: "a share is a number from 0 to 1.",
    2 / 5: "that is the share along one side. The map has two.",
}


@Check
def pool_by_hand(answer):
    """Want three ways to pool a small map, and the share that another pooling leaves."""
    for name, (wanted, what) in _POOLED.items():
        _compare_pooled(answer, name, wanted, what)
    otherwise = "how many numbers come out, and how many went in?"
    compare_number(answer, "share_left", 4 / 25, _SHARES, otherwise)
    return "Six windows, three ways; and 4 of 25 numbers are left of the other map."


def _compare_pooled(answer, name, wanted, what):
    pooled = as_array(answer[name])
    if pooled is None or pooled.ndim == 0:
        raise Mistake(
            f"`{name}` is {describe(answer[name])}; it should be two rows of three numbers."
        )
    # the library's functions keep an axis for the pictures and one for the channels
    pooled = pooled[0, :, :, 0] if pooled.shape == (1, 2, 3, 1) else pooled
    if pooled.shape != (2, 3):
        slip = {
            (3, 2): "Rows come first: two rows of three numbers.",
            (6,): "Keep the windows in their two rows of three.",
            (
                3,
                5,
            ): "The windows lie side by side: the stride is 2, as large as the window.",
            (4, 6): "That is as large as the map; each window leaves one number.",
        }
        hint = slip.get(pooled.shape, "Windows of 2 × 2 on 4 × 6 make two rows of three.")
        raise Mistake(f"`{name}` has the shape {pooled.shape}. {hint}")
    if np.allclose(pooled, wanted):
        return
    for other, (numbers, kind) in _POOLED.items():
        if other != name and np.allclose(pooled, numbers):
            raise Mistake(f"`{name}` holds {kind} of each window, not {what}.")
    if np.allclose(pooled, _SMALLEST):
        raise Mistake(f"`{name}` holds the smallest number of each window.")
    row, column = np.argwhere(~np.isclose(pooled, wanted))[0]
    found, window = pooled[row, column], "upper" if row == 0 else "lower"
    place = ("first", "second", "third")[column]
    sign = " Mind the signs." if wanted[row, column] < 0 else ""
    raise Mistake(
        f"`{name}`: the {place} {window} window gives {found:g} in your answer, which is not "
        f"{what} of its four numbers.{sign}"
    )


_CONVOLUTIONS = {
    12: "each adds a pixel on both sides, so two in all.",
    7: "the first sees 3 pixels at once, and each further one adds 2.",
    5: "these see 11 pixels.",
    13: "each sees more than the one before it by two pixels, not by one.",
    4: "they overlap, so you can't divide 13 by 3.",
    13 / 3: "they overlap, so you can't divide 13 by 3, and the number is whole.",
    6.5: "the first sees 3 pixels at once, and each further one adds 2; the number is whole.",
    11: "each adds two pixels, one on either side.",
}
_LAYERS = [(5, 2), (2, 2), (3, 1)]
_FIELDS = {
    10: "that is the sum of the windows. They overlap, and strides make steps longer.",
    8: "that is the field if all strides were 1.",
    7: "that is the field behind the pooling; one layer is missing.",
    21: "the stride of a layer counts for the layers *behind* it, not for itself.",
    30: "fields add up, they don't multiply.",
    9: "the pooling has a stride, too: behind it a step is 4 pixels long.",
    11: "behind the pooling a step is 4 pixels long, 2 times 2.",
    13: "count the pooling, too: its window of 2 adds a step.",
    4: "that is how long a step is behind the last layer.",
    20: "that is the field if each window counts in full. A window of w reaches over w - 1 steps.",
}


@Check
def receptive_field(answer):
    """Want a number of convolutions, windows and strides of a network, and its field."""
    otherwise = "begin with 3 pixels for one, and see what the second adds."
    compare_number(answer, "n_convolutions", 6, _CONVOLUTIONS, otherwise)
    _compare_layers(answer)
    field = answer["last_field"]
    if isinstance(field, list | tuple):
        raise Mistake(
            f"`last_field` is {describe(field)}. The field behind the last layer is one "
            "number, the last of what `receptive_fields` gives."
        )
    otherwise = (
        "add (window - 1) steps for each layer, a step as long as all strides before."
    )
    compare_number(answer, "last_field", 15, _FIELDS, otherwise)
    return "13 pixels take six convolutions of 3 × 3, and with strides three layers see 15."


def _compare_layers(answer):
    given = answer["layer_list"]
    pairs = as_array(given)
    if pairs is None or pairs.ndim != 2 or pairs.shape[1] != 2:
        raise Mistake(
            f"`layer_list` is {describe(given)}; it should be a list with a pair of window and "
            "stride for each layer."
        )
    layers = [tuple(pair) for pair in pairs.tolist()]
    if layers == _LAYERS:
        return
    if len(layers) != 3:
        raise Mistake(
            f"`layer_list` has {len(layers)} {'pair' if len(layers) == 1 else 'pairs'}. Which "
            "three layers have a window? Pooling is one of them."
        )
    if layers == [pair[::-1] for pair in _LAYERS]:
        raise Mistake(
            "In each pair of `layer_list` the window comes first, then the stride."
        )
    if layers == _LAYERS[::-1]:
        raise Mistake(
            "`layer_list` begins at the wrong end: the layer at the picture is first."
        )
    for (window, stride), wanted, name in zip(
        layers,
        _LAYERS,
        ("the first convolution", "the pooling", "the second convolution"),
        strict=True,
    ):
        if window != wanted[0]:
            raise Mistake(f"In `layer_list`, {name} has a window of {window:g}.")
        if stride != wanted[1]:
            usual = " Its usual stride is its window." if name == "the pooling" else ""
            raise Mistake(f"In `layer_list`, {name} has a stride of {stride:g}.{usual}")
