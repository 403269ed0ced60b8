"""Checks of episode 2: one picture, labels, and the prepared data set."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.prepared import compare_prepared
from lessons_lib.check.values import as_array, describe, is_a
from lessons_lib.data import picture_path

_NUMBERS = [3, 6, 3, 9]
_NAMES = ["cat", "frog", "cat", "truck"]
_FILTERS = ("bilinear", "nearest", "bicubic", "lanczos", "box", "hamming")


@Check
def resize(answer):
    """Want the kingfisher 64 pixels wide and 48 high, bilinear, and as an array."""
    medium = answer["medium"]
    if not is_a(medium, "Image"):
        raise Mistake(
            f"`medium` is {describe(medium)}, not the picture that `load_img` gives."
        )
    _compare_size(medium.size)
    _compare_interpolation(medium)
    _compare_medium_array(answer["medium_array"], np.asarray(medium))
    return "Pillow says the width first; `target_size` and the array say the height first."


def _compare_size(size):
    width, height = size
    if size == (48, 64):
        raise Mistake(
            "Your picture is 48 wide and 64 high, the other way round. `target_size` wants the "
            "height first."
        )
    if size != (64, 48):
        raise Mistake(
            f"Your picture is {width} wide and {height} high; 64 wide and 48 high is asked for."
        )


def _compare_interpolation(medium):
    from PIL import Image

    if medium.mode != "RGB":
        raise Mistake(f'Your picture has the mode "{medium.mode}". Keep its colors, "RGB".')
    with Image.open(picture_path("kingfisher.jpg")) as kingfisher:
        for name in _FILTERS:
            resized = kingfisher.resize((64, 48), Image.Resampling[name.upper()])
            if np.array_equal(np.asarray(medium), np.asarray(resized)):
                break
        else:
            raise Mistake(
                "The size is right, but this is not the kingfisher from its file."
            )
    if name == "nearest":
        raise Mistake(
            "The size is right, but each pixel is a copy of its nearest old one, which is the "
            "default. Say which interpolation you want."
        )
    if name != "bilinear":
        raise Mistake(f'The size is right, but the interpolation is "{name}".')


def _compare_medium_array(value, pixels):
    array = as_array(value)
    if is_a(value, "Image", "list", "tuple") or array is None:
        raise Mistake(
            f"`medium_array` is {describe(value)}, not an array. Convert `medium`."
        )
    if array.shape == (1, 48, 64, 3):
        raise Mistake(
            "`medium_array` is a batch of one picture. Here the picture alone will do."
        )
    if array.shape != (48, 64, 3):
        raise Mistake(
            f"`medium_array` has the shape {array.shape}. `medium` has 48 rows and 64 columns "
            "of pixels, with three values each."
        )
    if np.allclose(array * 255, pixels, atol=1):
        raise Mistake(
            "You have scaled `medium_array` already. Leave it at 0 to 255 for now."
        )
    if not np.allclose(array, pixels):
        raise Mistake("`medium_array` has the right shape, but not the values of `medium`.")


@Check
def one_hot(answer):
    """Want four names as class numbers, as one-hot rows of ten, and as names again."""
    _compare_numbers(answer["numbers"])
    _compare_rows(answer["one_hot"])
    _compare_decoded(answer["decoded"])
    return "Four rows with a single 1 each, and its position leads back to the name."


def _compare_numbers(value):
    numbers = as_array(value)
    if numbers is None or numbers.ndim != 1:
        raise Mistake(
            f"`numbers` is {describe(value)}; it should be a list of four numbers."
        )
    if len(numbers) != 4:
        raise Mistake(
            f"`numbers` has {len(numbers)} numbers. Take the four names in `names`."
        )
    if numbers.tolist() != _NUMBERS:
        raise Mistake(
            f"`numbers` is {numbers.tolist()}. Take the positions in `CLASS_NAMES`, counted from "
            "0, in the order of `names`."
        )


def _compare_rows(value):
    rows = as_array(value)
    if rows is None:
        raise Mistake(f"`one_hot` is {describe(value)}, not what `to_categorical` returns.")
    if rows.ndim == 1:
        raise Mistake(f"`one_hot` has the shape {rows.shape}; each name should have a row.")
    if rows.ndim != 2:
        raise Mistake(
            f"`one_hot` has {rows.ndim} dimensions; names and classes make two. Encode the list "
            "of numbers, once."
        )
    if rows.shape[1] != 10:
        raise Mistake(f"Your rows have {rows.shape[1]} columns, but there are ten classes.")
    if rows.shape[0] != 4:
        raise Mistake(f"You have {rows.shape[0]} rows for four names. Encode `numbers`.")
    if not np.array_equal(rows, np.eye(10)[_NUMBERS]):
        raise Mistake(
            "The shape is right, but the ones do not stand in the columns of `numbers`. What "
            "did you encode?"
        )


def _compare_decoded(decoded):
    if isinstance(decoded, str) or not hasattr(type(decoded), "__len__"):
        raise Mistake(
            f"`decoded` is {describe(decoded)}; it should be a list of four names."
        )
    decoded = list(decoded)
    if decoded == _NAMES:
        return
    if decoded == _NUMBERS:
        raise Mistake(
            "`decoded` holds class numbers. Look their names up in `CLASS_NAMES`."
        )
    if len(decoded) != 4:
        raise Mistake(f"`decoded` has {len(decoded)} elements, and there are four names.")
    if decoded == ["automobile"] * 4:
        raise Mistake(
            "`decoded` says automobile throughout, the name at position 1. Not the 1 itself "
            "tells the class, but its position in the row."
        )
    if decoded == ["airplane"] * 4:
        raise Mistake(
            "`decoded` says airplane throughout, the name at position 0. Where is the largest "
            "number of each row?"
        )
    if decoded == ["cat"] * 4:
        raise Mistake("`decoded` says cat throughout. Take the position within each `row`.")
    raise Mistake("`decoded` does not have the names that you began with, in their order.")


@Check
def prepare_dataset(answer):
    """Want a function that scales, encodes and splits, tried on twenty pictures a class."""
    compare_prepared(answer)
    return "Scaled in 32 bits, one-hot, a fifth held out, and the classes in equal shares."


@Check
def class_balance(answer):
    """Want the column sums of the training labels and of the validation labels."""
    train, val = (_counts_of(answer, f"{part}_labels") for part in ("train", "val"))
    _compare_counts(answer, "train_counts", train, val)
    _compare_counts(answer, "val_counts", val, train)
    return "Ten counts for each set, one for each column of its labels."


def _counts_of(answer, name):
    labels = as_array(answer[name])
    if labels is None or labels.ndim != 2 or labels.shape[1] != 10:
        raise Mistake(
            f"`{name}` is {describe(answer[name])}, not the labels that `prepare_dataset` gives. "
            "Run its cell again."
        )
    return labels.sum(axis=0)


def _compare_counts(answer, name, right, other):
    value = answer[name]
    counts = as_array(value)
    if counts is not None and counts.ndim == 0 and counts == right.sum():
        raise Mistake(
            f"`{name}` counts all pictures together. Add up each column by itself."
        )
    if counts is not None and counts.shape == (right.sum(),):
        raise Mistake(
            f"`{name}` has a number for each picture. Each column should have one."
        )
    if counts is None or counts.shape != (10,):
        raise Mistake(
            f"`{name}` is {describe(value)}; it should be ten counts, one for each class."
        )
    meanings = (
        (right, None),
        (other, "has the counts of the other set. Which labels did you count?"),
        (right + other, "counts training and validation together, so all loaded pictures."),
        (right / max(right.sum(), 1), "has shares. How many pictures are that?"),
        (
            right.sum() - right,
            "counts the zeros of each column. The ones are its pictures.",
        ),
        (np.ones(10), "says only that each class occurs. Add up the ones."),
    )
    otherwise = "has ten numbers, but they are not the sums of the columns."
    meaning = next(
        (words for sums, words in meanings if np.allclose(counts, sums)), otherwise
    )
    if meaning is not None:
        raise Mistake(f"`{name}` {meaning}")
