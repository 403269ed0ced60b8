"""Checks of episode 3: build a convolutional neural network."""

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.values import describe, is_a, shape_of


@Check
def input_layer(answer):
    """Accept ``inputs`` for 32 by 32 pixels in three channels, called ``image``."""
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
