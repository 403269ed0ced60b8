"""Checks of deep dive 15 about files: odd pictures, and the class of a single one."""

import inspect

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.values import as_array, describe, is_a, shape_of
from lessons_lib.data import picture_path
from lessons_lib.odd_pictures import READABLE, UNREADABLE

_NAMES = ["cats", "dogs"]
_SIDE = 64


@Check
def find_the_odd_pictures(answer):
    """Want the pictures that can be read, made plain, and the names of the others."""
    readable, unreadable = answer["readable"], answer["unreadable"]
    if type(readable) is not dict:
        raise Mistake(
            f"`readable` is {describe(readable)}; the cell begins it as an empty dict."
        )
    if type(unreadable) is not list:
        raise Mistake(
            f"`unreadable` is {describe(unreadable)}; the cell begins it as an empty list."
        )
    _compare_unreadable(unreadable)
    _compare_readable(readable)
    return "Ten plain pictures and four names. The files are as they were, and nothing is lost."


def _compare_unreadable(unreadable):
    for entry in unreadable:
        if type(entry) is not str:
            raise Mistake(
                f"An entry of `unreadable` is {describe(entry)}, not a text. Keep the `name`."
            )
    if unreadable and not any("/" in entry for entry in unreadable):
        raise Mistake(
            f'`unreadable` has "{unreadable[0]}", which does not say of which class. Keep the '
            "`name` from the line above."
        )
    wrongly = [name for name in unreadable if name in READABLE]
    if wrongly:
        raise Mistake(
            f'"{wrongly[0]}" is in `unreadable`, though it can be read. What did you call in '
            "`try`?"
        )
    missing = [name for name in UNREADABLE if name not in unreadable]
    if not missing:
        return
    if not unreadable:
        raise Mistake(
            "Your loop stopped at the first file that it could not read. Damaged files raise "
            "`OSError`: catch that."
        )
    if missing[0] == "cats/huge.png":
        raise Mistake(
            "Your loop stopped at the huge picture, since Pillow raises something of its own for "
            "it. Catch `Image.DecompressionBombError` as well."
        )
    if missing == ["cats/cut.jpg"]:
        raise Mistake(
            '`unreadable` lacks "cats/cut.jpg": the file was opened, but not decoded to its end. '
            "`as_plain_picture` decodes it."
        )
    raise Mistake(f'`unreadable` lacks "{missing[0]}".')


def _compare_readable(readable):
    missing = [name for name in READABLE if name not in readable]
    if missing:
        raise Mistake(f'`readable` lacks "{missing[0]}", which can be read.')
    for name in READABLE:
        if not is_a(readable[name], "Image"):
            raise Mistake(
                f'`readable` holds {describe(readable[name])} under "{name}", not a picture. '
                "`as_plain_picture` gives one."
            )
    turned, modes = readable["dogs/turned.jpg"], {p.mode for p in readable.values()}
    if modes != {"RGB"}:
        raise Mistake(
            f"Some of your pictures have the mode {', '.join(sorted(modes - {'RGB'}))}. "
            "`as_plain_picture` makes them all RGB."
        )
    if turned.height > turned.width:
        raise Mistake(
            "The turned dog still lies on its side: the file was read as Keras reads it. Read it "
            "with `as_plain_picture`."
        )


class _Oracle:
    """Stand in for a model: gives one probability, and remembers what it was asked."""

    input_shape, output_shape = (None, _SIDE, _SIDE, 3), (None, 1)

    def __init__(self, probability):
        self.answer = np.full((1, 1), probability, dtype="float32")
        self.asked = []

    def __repr__(self):
        return "a model"

    def predict(self, batch, *_, **__):
        self.asked.append(as_array(batch))
        return self.answer

    __call__ = predict_on_batch = predict


@Check
def single_prediction(answer):
    """Want a function that reads a file and gives the probability of a dog, and a class."""
    function = answer["classify"]
    if not inspect.isfunction(function):
        raise Mistake(
            f"`classify` is {describe(function)}; it should be a function, made with `def`."
        )
    path = picture_path("kingfisher.jpg")
    said = {}
    for probability in (0.75, 0.25, 1.0, 0.02):
        oracle = _Oracle(probability)
        given = answer.call("classify", oracle, path, list(_NAMES))
        if not oracle.asked:
            raise Mistake(
                "Your function does not ask the `model` that it is given. Use the name in the "
                "parentheses behind `def`."
            )
        _compare_batch(oracle.asked[0], path)
        said[probability] = _class_in(given, probability)
    _compare_classes(said)
    return "The same size, the same scale, a batch of one, and a threshold of one half."


def _compare_batch(batch, path):
    if batch is None:
        raise Mistake(
            "Your function gives the model a picture, not numbers. Make an array of it first, "
            "with `keras.utils.img_to_array`."
        )
    if batch.ndim == 3:
        raise Mistake(
            f"Your function gives the model one picture, of shape {batch.shape}. It wants a "
            "batch, even of one: add an axis in front."
        )
    if batch.shape == (_SIDE, _SIDE, 3, 1):
        raise Mistake("Your new axis stands at the end. The batch is the first axis.")
    if batch.shape != (1, _SIDE, _SIDE, 3):
        raise Mistake(
            f"Your batch has the shape {batch.shape}. One picture in the size of the training "
            f"pictures is {(1, _SIDE, _SIDE, 3)}."
        )
    if batch.max() <= 1:
        raise Mistake(
            "Your function divides by 255, and the first layer of the model does so again: it "
            "would see a picture that is nearly black. Leave the values at 0 to 255."
        )
    _compare_reading(batch[0], path)


def _compare_reading(pixels, path):
    import keras

    picture = keras.utils.img_to_array(keras.utils.load_img(path))
    resized = keras.ops.image.resize(picture, size=(_SIDE, _SIDE))
    if _nearly_equal(pixels, as_array(resized)):
        return
    smoothed = keras.utils.load_img(
        path, target_size=(_SIDE, _SIDE), interpolation="bilinear"
    )
    if _nearly_equal(pixels, np.asarray(smoothed)):
        raise Mistake(
            "The shape is right, but Pillow has smoothed the picture while it made it smaller, "
            "and the reader of the folder did not. Read it in its own size, and resize it with "
            "`keras.ops.image.resize`."
        )
    raise Mistake(
        "The shape is right, but the picture was read in another way than in training. Keep "
        "its colors and its values, and resize it with `keras.ops.image.resize`, bilinear as "
        "it does by itself."
    )


def _nearly_equal(pixels, expected):
    # Rounding to whole numbers is no mistake.
    return np.abs(pixels - expected).mean() < 1


def _class_in(given, probability):
    if type(given) not in (tuple, list) or len(given) != 2:
        raise Mistake(
            f"Your function returns {describe(given)}. Return two things: the probability and "
            "the name of the class."
        )
    number, name = given
    if shape_of(number):
        raise Mistake(
            f"Your probability is {describe(number)}. Take the one number out of it, with "
            "`[0, 0]`."
        )
    number = as_array(number)
    if number is None or not np.isclose(number, probability, atol=1e-3):
        raise Mistake(
            f"The model says {probability:.2f} and your function returns {describe(given[0])} as "
            "the probability. Return the model's number as it is."
        )
    if name not in _NAMES:
        raise Mistake(
            f"Your function returns {describe(name)} as the class, and not one of the "
            "`class_names` that it is given."
        )
    return name


def _compare_classes(said):
    # From a probability of 1 down to 0.02.
    answers = [said[probability] for probability in sorted(said, reverse=True)]
    if answers == ["dogs", "dogs", "cats", "cats"]:
        return
    if answers == ["cats", "cats", "dogs", "dogs"]:
        raise Mistake(
            "Your function has the classes the wrong way round. The number is the probability "
            "of class 1, the second of the names."
        )
    if answers == ["dogs", "cats", "cats", "cats"]:
        raise Mistake(
            "With a probability of 0.75 your function says cats, and dogs only when it is 1. A "
            "sigmoid hardly ever gives exactly 1: compare with one half."
        )
    if len(set(answers)) == 1:
        raise Mistake(
            f"Your function says {answers[0]} whatever the probability. There is only one number, "
            "so its largest is always at position 0: compare it with one half."
        )
    raise Mistake(
        "Your function puts the border between the classes elsewhere than at one half."
    )
