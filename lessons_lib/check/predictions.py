"""Compare a learner's predictions with what the network says, step by step."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.lookups import made_in
from lessons_lib.check.values import as_array, describe, is_a
from lessons_lib.data import CLASS_NAMES

# As many pictures as the network is asked about once more.
_FEW = 8


def probabilities_in(answer):
    """Read ``val_probabilities``, ten a validation picture, or raise a ``Mistake``."""
    found = answer["val_probabilities"]
    pictures = made_in(answer, "val_images", (None, 32, 32, 3))
    array, count = as_array(found), len(pictures)
    if array is None:
        raise Mistake(
            f"`val_probabilities` is {describe(found)}, not the array that `predict` returns."
        )
    if array.ndim == 2 and array.shape[1] == 10 and len(array) != count:
        raise Mistake(
            f"You predict {len(array):,} {'picture' if len(array) == 1 else 'pictures'}; there "
            f"are {count:,} validation pictures, in `val_images`."
        )
    if array.shape != (count, 10):
        raise Mistake(
            f"`val_probabilities` is {describe(found)}. Keep all that `predict` returns: ten "
            f"numbers for each of {count:,} pictures."
        )
    _compare_pictures(answer, array[:_FEW], pictures[:_FEW])
    return array


def _compare_pictures(answer, found, pictures):
    model = answer["model_dropout"]
    if not is_a(model, "Model") or model.input_shape != (None, 32, 32, 3):
        raise Mistake(
            f"`model_dropout` is {describe(model)} by now, and not the network that was loaded. "
            "Load it once more."
        )
    if _says(model, pictures, found):
        return
    if _says(model, pictures * np.float32(255), found):
        raise Mistake(
            "You predict pictures with values up to 255, but the network was trained on values "
            "from 0 to 1. Take them as they were prepared above."
        )
    test_pictures = answer["test_images"][:_FEW].astype("float32")
    if _says(model, test_pictures / 255, found) or _says(model, test_pictures, found):
        raise Mistake(
            "These are answers for the test pictures. They stay closed until the last section; "
            "predict the validation pictures."
        )
    raise Mistake(
        "The first rows of `val_probabilities` are not what `model_dropout` says about the "
        "first pictures in `val_images`. Which pictures did you hand to `predict`?"
    )


def _says(model, pictures, found):
    return np.allclose(as_array(model(pictures)), found, atol=0.01)


def class_numbers_in(answer, probabilities):
    """Read ``val_predicted``, the place of each row's largest, or raise a ``Mistake``."""
    found = answer["val_predicted"]
    array = as_array(found)
    if array is None:
        raise Mistake(
            f"`val_predicted` is {describe(found)}, not an array of class numbers."
        )
    if array.shape == ():
        raise Mistake(
            "`val_predicted` is one number for the whole array. Say along which axis to search: "
            "each row has a largest number of its own."
        )
    if array.shape == (10,):
        raise Mistake(
            "`val_predicted` has ten numbers: you search down the columns, for the picture that "
            "suits each class best. Search along the rows, for the class of each picture."
        )
    if array.shape != (len(probabilities),):
        raise Mistake(
            f"`val_predicted` is {describe(found)}; it should hold one class number a picture. "
            "In which array do you search?"
        )
    differ = np.count_nonzero(array != probabilities.argmax(axis=1))
    if differ and np.array_equal(array, answer["val_classes"]):
        raise Mistake(
            "`val_predicted` holds the true classes. What the network predicts stands in "
            "`val_probabilities`."
        )
    if differ:
        raise Mistake(
            f"{differ:,} of the numbers in `val_predicted` are not the place of the largest "
            "number in their row of `val_probabilities`."
        )
    return array.astype(int)


def compare_names(answer, class_numbers):
    """See that ``predicted_names`` has the name of each number, or raise a ``Mistake``."""
    found = answer["predicted_names"]
    try:
        names = None if isinstance(found, str | dict) else list(found[:])
    except Exception:
        names = None
    if names is None:
        raise Mistake(
            f"`predicted_names` is {describe(found)}; it should be a list of names."
        )
    if len(names) != len(class_numbers):
        raise Mistake(
            f"`predicted_names` has {len(names):,} entries; there are {len(class_numbers):,} "
            "predicted classes, and each gets its name."
        )
    right = [CLASS_NAMES[number] for number in class_numbers]
    for place, (name, wanted) in enumerate(zip(names, right, strict=True)):
        if not isinstance(name, str):
            raise Mistake(
                f"Entry {place} of `predicted_names` is {describe(name)}, not a name. Look it "
                "up in `CLASS_NAMES`, in the place that `class_number` says."
            )
        if name != wanted:
            raise Mistake(
                f'Entry {place} of `predicted_names` is "{name}", but `val_predicted` says '
                f"{class_numbers[place]} there, which is another name in `CLASS_NAMES`."
            )
