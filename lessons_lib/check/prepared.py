"""Compare what a learner's ``prepare_dataset`` returns with what it should return."""

import inspect

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.values import as_array, describe, shape_of

_OF_EACH_CLASS = 20
_N_IMAGES = 10 * _OF_EACH_CLASS
_PARTS = (
    "training pictures",
    "validation pictures",
    "training labels",
    "validation labels",
)


def compare_prepared(answer):
    """See that ``prepare_dataset`` scales, encodes and splits what it is given.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
        With the function, and with the data as they were loaded.

    Raises
    ------
    Mistake
        At the first thing that is missing or wrong.
    """
    function = answer["prepare_dataset"]
    images, labels = _twenty_of_each_class(answer)
    _expect_arguments_only(function)
    parts = _four_arrays(_call_on_copies(answer, images, labels))
    _compare_order(parts)
    _compare_lengths(*map(len, parts))
    for name, part in zip(_PARTS[:2], parts[:2], strict=True):
        _compare_scale(name, part)
    for name, part in zip(_PARTS[2:], parts[2:], strict=True):
        _compare_encoding(name, part)
    _compare_split(parts, images, labels.ravel())


def _twenty_of_each_class(answer):
    images, labels = answer["all_images"], answer["all_labels"]
    shapes = shape_of(images), shape_of(labels)
    raw = getattr(images, "dtype", None) == np.uint8
    if None in shapes or shapes[0][1:] != (32, 32, 3) or shapes[1][1:] != (1,) or not raw:
        raise Mistake(
            "`all_images` and `all_labels` are not as they were loaded. Run the cell with "
            "`load_cifar10` again, so that the check can try your function on them."
        )
    classes = labels.ravel()
    places = [np.flatnonzero(classes == number)[:_OF_EACH_CLASS] for number in range(10)]
    places = np.sort(np.concatenate(places))
    return images[places], labels[places]


def _expect_arguments_only(function):
    code = function.__code__ if inspect.isfunction(function) else None
    for name in ("all_images", "all_labels"):
        if name in getattr(code, "co_names", ()):
            raise Mistake(
                f"Your function works on `{name}`, whatever it is given. Use the names in the "
                "parentheses behind `def`."
            )


def _call_on_copies(answer, images, labels):
    given = images.copy(), labels.copy()
    try:
        parts = answer.call("prepare_dataset", *given)
    except Mistake as mistake:
        if "Cannot cast ufunc" not in str(mistake):
            raise
        raise Mistake(
            "Your function stops where it changes an array of whole numbers in place. Not `/=`: "
            "write `images = …`, which makes a new array."
        ) from mistake
    for name, before, after in zip(
        ("images", "labels"), (images, labels), given, strict=True
    ):
        if not np.array_equal(before, after):
            raise Mistake(
                f"Your function changes the `{name}` that it is given, so a second call would "
                f"find them changed. Make a new array: `{name} = …`."
            )
    return parts


def _four_arrays(parts):
    if type(parts) not in (tuple, list) or len(parts) != 4:
        raise Mistake(
            f"Your function returns {describe(parts)}; four arrays are asked for."
        )
    arrays = [as_array(part) for part in parts]
    for name, part, array in zip(_PARTS, parts, arrays, strict=True):
        if array is None or array.ndim == 0:
            raise Mistake(f"Your {name} are {describe(part)}, not an array of numbers.")
    return arrays


def _compare_order(parts):
    are_pictures = [part.shape[1:] == (32, 32, 3) for part in parts]
    if sum(are_pictures) == 2 and are_pictures != [True, True, False, False]:
        order = ", ".join("pictures" if pictures else "labels" for pictures in are_pictures)
        raise Mistake(
            f"Your function returns {order}. The order is both parts of the pictures, then both "
            "parts of the labels."
        )
    for name, part, pictures in zip(_PARTS[:2], parts, are_pictures, strict=False):
        if not pictures:
            raise Mistake(
                f"Your {name} are {describe(part)}. Each picture should keep its shape, "
                "(32, 32, 3)."
            )


def _compare_lengths(train, val, train_labels, val_labels):
    if (train, val) != (train_labels, val_labels):
        raise Mistake(
            f"You return {train} and {val} pictures, but {train_labels} and {val_labels} labels. "
            "Training comes first both times, and every picture keeps its label."
        )
    if train + val != _N_IMAGES:
        raise Mistake(
            f"Given {_N_IMAGES} pictures, your function returns {train + val}. Each picture "
            "should be in one of the two parts."
        )
    if val > train:
        raise Mistake(
            f"Of {_N_IMAGES} pictures you return {train} first and then {val}. Training comes "
            "first and is the larger part: look at the order, and at `test_size`."
        )
    if val != _N_IMAGES // 5:
        raise Mistake(
            f"You hold out {val} of {_N_IMAGES} pictures; a fifth is {_N_IMAGES // 5}. Look at "
            "`test_size`."
        )


def _compare_scale(name, part):
    low, high = part.min(), part.max()
    if high > 1:
        raise Mistake(f"Your {name} go up to {high:g}: they are not scaled to 0..1.")
    if low < 0:
        raise Mistake(
            f"Your {name} go down to {low:g}. Dividing by 255 is all that is asked."
        )
    if part.dtype.kind != "f":
        raise Mistake(
            f"Your {name} are whole numbers, {low:g} and {high:g}, and have lost all between. "
            "Divide with `/`, and leave the result as it is."
        )
    if high < 0.01:
        raise Mistake(
            f"Your {name} go up to {high:.7f} only: they are divided by 255 twice."
        )
    if part.dtype != np.float32:
        raise Mistake(
            f"Your {name} are numbers of {part.itemsize * 8} bits, but 32 are asked for. Which "
            "255 do you divide by? See the section on the 64-bit trap."
        )


def _compare_encoding(name, part):
    if part.ndim == 1 or part.shape[1:] == (1,):
        raise Mistake(f"Your {name} are still class numbers. One-hot encode them.")
    if part.ndim > 2:
        raise Mistake(
            f"Your {name} have the shape {part.shape}: a row for each picture is enough. Are "
            "they encoded twice?"
        )
    if part.shape[1] != 10:
        raise Mistake(
            f"Your {name} have {part.shape[1]} columns, but there are ten classes."
        )
    if not np.array_equal(np.sort(part)[:, -2:], np.tile([0, 1], (len(part), 1))):
        raise Mistake(f"Your {name} are not one-hot: each row should have a single 1.")


def _compare_split(parts, images, classes):
    """See that pictures and labels belong together, and which pictures are held out."""
    where = {image.tobytes(): place for place, image in enumerate(images)}
    places = []
    for part in parts[:2]:
        pixels = np.rint(part * 255).astype(np.uint8)
        places.append([where.get(image.tobytes(), -1) for image in pixels])
    if -1 in places[0] + places[1]:
        raise Mistake(
            "Your pictures lie between 0 and 1, but are not the given ones divided by 255. What "
            "do you divide by?"
        )
    if len(set(places[0] + places[1])) != _N_IMAGES:
        raise Mistake("Some pictures are in both of your parts, and others in none.")
    for some, part in zip(places, parts[2:], strict=True):
        if not np.array_equal(classes[some], part.argmax(axis=1)):
            raise Mistake(
                "Your labels do not belong to your pictures any more. Split both in one call "
                "of `train_test_split`, and encode the labels as they come."
            )
    counts = np.bincount(classes[places[1]], minlength=10)
    if np.ptp(counts) > 0:
        raise Mistake(
            f"You hold out {counts.min()} pictures of one class and {counts.max()} of another, "
            "though there are equally many of each. Stratify."
        )
    if set(places[1]) not in _stratified(classes):
        raise Mistake(
            "Everything is as it should be, but other pictures are held out than with a "
            "`random_state` of 42."
        )


def _stratified(classes):
    """List what is held out, whether one stratifies by one-hot rows or by numbers."""
    from sklearn.model_selection import train_test_split

    return [
        set(
            train_test_split(
                np.arange(_N_IMAGES), test_size=0.2, random_state=42, stratify=strata
            )[1]
        )
        for strata in (np.eye(10)[classes], classes)
    ]
