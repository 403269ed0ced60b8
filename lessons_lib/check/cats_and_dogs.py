"""Checks of deep dive 15 about its network: two classes, and augmentation."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import made_in
from lessons_lib.check.settings import behaves_like, has_activation
from lessons_lib.check.values import as_array, describe, is_a

# A dog and a cat, and what the network says of both.
_LABELS, _PROBABILITIES = np.array([[1.0], [0.0]]), np.array([[0.8], [0.3]])
_CROSS_ENTROPY = -np.log([0.8, 0.7]).mean()
_KINDS = ["RandomShear", "RandomZoom", "RandomFlip"]


@Check
def two_class_output(answer):
    """Want one unit with a sigmoid, and binary cross-entropy."""
    layer = answer["two_class_output"]
    if not is_a(layer, "Dense"):
        raise Mistake(
            f"`two_class_output` is {describe(layer)}; it should be a Dense layer, not yet called "
            "on anything."
        )
    if layer.units == 2:
        raise Mistake(
            "Your layer has 2 units. With softmax that would work too, but the second number "
            "would only be 1 minus the first. One unit is asked for."
        )
    if layer.units != 1:
        raise Mistake(f"Your layer has {layer.units} units; one number is asked for.")
    if behaves_like(layer.activation, "softmax"):
        raise Mistake(
            "Softmax makes its numbers add up to one, so a single number is always exactly 1. "
            "Which function turns any number into one between 0 and 1?"
        )
    if not behaves_like(layer.activation, "sigmoid"):
        raise Mistake(
            f"Your layer {has_activation(layer)}; a probability lies between 0 and 1. Which "
            "function turns any number into such a one?"
        )
    if layer.name != "dog":
        raise Mistake(f'The layer is right, but it is called "{layer.name}", not "dog".')
    _compare_loss(answer["two_class_loss"])
    return "One number for each picture, the probability of a dog, and the loss that goes with it."


def _compare_loss(loss):
    import keras

    name = loss if type(loss) is str else getattr(loss, "name", None)
    name = name or getattr(loss, "__name__", describe(loss))
    plain = str(name).lower().replace("_", "")
    if "sparse" in plain or "categorical" in plain:
        raise Mistake(
            f"`{name}` compares the probabilities of several classes. Yours is a single one: "
            "which cross-entropy is for yes or no?"
        )
    try:
        function = keras.losses.get(loss)
        tensors = map(keras.ops.convert_to_tensor, (_LABELS, _PROBABILITIES))
        value = as_array(function(*tensors)).mean()
    except Exception:
        value = None
    if value is not None and np.isclose(value, _CROSS_ENTROPY, rtol=1e-3):
        return
    if "binarycrossentropy" in plain:
        raise Mistake(
            "It is the right cross-entropy with settings of your own. The sigmoid has made a "
            "probability already: leave the parentheses empty."
        )
    raise Mistake(f"`two_class_loss` is `{name}`; the binary cross-entropy is asked for.")


@Check
def augment_in_training(answer):
    """Want shear, zoom and flip in a row, and a picture with and without them."""
    model = answer.call("create_augmentation")
    if not is_a(model, "Sequential"):
        raise Mistake(
            f"`create_augmentation` returns {describe(model)}; it should be a "
            "`keras.Sequential` of three layers."
        )
    kinds = [type(layer).__name__ for layer in model.layers]
    if kinds != _KINDS:
        raise Mistake(
            f"Your layers are {', '.join(kinds) or 'none'}; asked for are {', '.join(_KINDS)}, "
            "in this order."
        )
    _compare_shear(model.layers[0])
    _compare_zoom(model.layers[1])
    _compare_flip(model.layers[2])
    _compare_results(answer)
    return "In training each copy is another picture; otherwise nothing happens to it."


def _largest(factor):
    """Give the larger of the two ends of a range, by its size."""
    return max(abs(end) for end in np.atleast_1d(factor))


def _compare_shear(layer):
    if _largest(layer.y_factor) > 0:
        raise Mistake(
            f"Your shear slants up and down as well, by up to {_largest(layer.y_factor):g}. Only "
            "sideways is asked for: set `x_factor` and nothing else."
        )
    if _largest(layer.x_factor) == 0:
        raise Mistake("Your shear slants nothing, since its factors are 0 by default.")
    if not np.isclose(_largest(layer.x_factor), 0.2):
        raise Mistake(
            f"Your shear slants by up to {_largest(layer.x_factor):g} of the picture; a fifth is "
            "asked for."
        )


def _compare_zoom(layer):
    low, high = layer.height_lower, layer.height_upper
    largest = _largest((low, high))
    if not np.isclose(largest, 0.2):
        raise Mistake(f"Your zoom goes up to {largest:g}; a fifth is asked for.")
    if not np.isclose(low, -high):
        raise Mistake(
            f"Your zoom goes from {low:g} to {high:g}, in one direction only. Give a single "
            "number, which stands for both."
        )
    if layer.width_factor is not None and (layer.width_lower, layer.width_upper) != (
        low,
        high,
    ):
        raise Mistake(
            "Your zoom has another factor for the width, and would squeeze the cats as well. "
            "Give one factor."
        )


def _compare_flip(layer):
    if layer.mode != "horizontal":
        raise Mistake(
            f'Your mirror has the mode "{layer.mode}", so some of your cats stand on their '
            'heads. Left and right is "horizontal".'
        )


def _compare_results(answer):
    copies = made_in(answer, "copies", (None, None, None, 3))
    varied, unvaried = (_pictures(answer, name, copies) for name in ("varied", "unvaried"))
    if not np.allclose(unvaried, copies, atol=1e-3):
        raise Mistake(
            "`unvaried` has changed pictures. Outside of `fit` and `predict` nobody tells the "
            "layers whether they are in training: say `training=False`."
        )
    if np.allclose(varied, copies, atol=1e-3):
        raise Mistake(
            "`varied` has the pictures as they were. Say `training=True`, as `fit` does."
        )


def _pictures(answer, name, copies):
    pictures = as_array(answer[name])
    if pictures is None or pictures.shape != copies.shape:
        raise Mistake(
            f"`{name}` is {describe(answer[name])}; it should be what the layers make of `copies`."
        )
    return pictures
