"""Checks of episode 1: the shapes, the steps, one prediction."""

import math

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import number_in
from lessons_lib.check.quiz import Quiz
from lessons_lib.check.shapes import questions_about
from lessons_lib.check.values import as_array, describe, shape_of
from lessons_lib.data import CLASS_NAMES


@Quiz
def explain_the_shapes(answer):
    """Ask about the numbers in the shapes, and what the last line has of its own."""
    train, val, test = (
        _count(answer, f"{part}_images") for part in ("train", "val", "test")
    )
    _count(answer, "train_labels", (10,))
    _count(answer, "test_labels", (1,))
    return questions_about(train, train + val, test)


@Check
def steps_per_epoch(answer):
    """Want the training pictures, the batch size of the log, and the batches rounded up."""
    images = number_in(answer, "n_images")
    if images != _count(answer, "train_images"):
        _explain_n_images(answer, images)
    size = number_in(answer, "batch_size")
    if not size > 0 or math.ceil(images / size) != _logged_steps(answer):
        raise Mistake(
            f"`batch_size` is {size:,}, but with that an epoch would not have as many steps as "
            "the log says. How large are the batches in the call of `fit`?"
        )
    steps = number_in(answer, "steps")
    if steps != math.ceil(images / size):
        _explain_steps(answer, steps, images, size)
    return "Every batch is a step, a smaller one at the end as well, and the log counts as many."


def _explain_n_images(answer, images):
    train, val = _count(answer, "train_images"), _count(answer, "val_images")
    _explain(
        "n_images",
        images,
        (train + val, "all pictures that we work with, not only those to train on."),
        (val, "the pictures for validation. Those change no weight."),
        (train * 32 * 32 * 3, "every value of every pixel. `len` counts pictures."),
        (32, "the side of a picture. `len` counts pictures."),
        otherwise=f"and `train_images` holds {train:,} pictures.",
    )


def _explain_steps(answer, steps, images, size):
    right, loaded = math.ceil(images / size), _count(answer, "all_images")
    _explain(
        "steps",
        steps,
        (images / size, "no whole number. A smaller batch is a step: round up."),
        (images // size, "rounded down. The smaller batch at the end is a step as well."),
        (right + 1, "one too many. When you round up, there is nothing to add."),
        (math.ceil(loaded / size), "as for all loaded pictures. Divide `n_images`."),
        (right * 10, "the steps of all ten epochs. How many has one?"),
        (images * size, "a product. How often does a batch fit into the pictures?"),
        (size / images, "a batch divided by the pictures. Turn it around."),
        (math.ceil(size / images), "a batch divided by the pictures. Turn it around."),
        otherwise=f"but {images:,} pictures in batches of {size:,} make another number.",
    )


def _logged_steps(answer):
    params = getattr(answer["history_intro"], "params", None)
    if type(params) is not dict or "steps" not in params:
        raise Mistake("`history_intro` is not what `fit` returned. Run its cell again.")
    return params["steps"]


@Check
def predict_another(answer):
    """Want one more validation picture, the network's answer to it and its label, as names."""
    another = _position(answer, _count(answer, "val_images"))
    probabilities = _ten_probabilities(answer)
    _compare_probabilities(answer, probabilities, another)
    predicted, least = (CLASS_NAMES[i] for i in probabilities.argsort()[[-1, 0]])
    _count(answer, "val_labels", (10,))
    true, first = (CLASS_NAMES[answer["val_labels"][i].argmax()] for i in (another, 0))
    name = _name(answer, "predicted_name")
    if name != predicted:
        _explain(
            "predicted_name",
            name,
            (true, "as the label says. What has the largest of the probabilities?"),
            (least, "which has the smallest probability."),
            otherwise="but the largest of `another_probabilities` stands at another position. "
            "The `probabilities` from above are those of the first picture.",
        )
    name = _name(answer, "true_name")
    if name != true:
        _explain(
            "true_name",
            name,
            (
                predicted,
                "as the network says, so it would look right always. Ask the label.",
            ),
            (first, "like the picture at position 0. Yours is at `another`."),
            otherwise="but the label says something else: look in `val_labels`, at `another`.",
        )
    return "The prediction comes from the network and the truth from the label, as they should."


def _position(answer, count):
    another = answer["another"]
    if type(another) is not int and not isinstance(another, np.integer):
        raise Mistake(f"`another` is {describe(another)}; a position is one whole number.")
    if not -count <= another < count:
        raise Mistake(f"`another` is {another:,}, but `val_images` has {count:,} pictures.")
    if another % count == 0:
        raise Mistake("At position 0 is the picture from above. Choose another one.")
    return another % count


def _ten_probabilities(answer):
    value = answer["another_probabilities"]
    probabilities = as_array(value)
    shape = shape_of(probabilities)
    if shape == (1, 10):
        return probabilities[0]
    if shape is not None and len(shape) == 2 and shape[1] == 10:
        raise Mistake(
            f"You asked about {shape[0]:,} pictures. A slice of one ends before `another + 1`."
        )
    raise Mistake(
        f"`another_probabilities` is {describe(value)}; `predict` gives an array of shape "
        "(1, 10) for a batch of one picture."
    )


def _compare_probabilities(answer, probabilities, another):
    val = answer["val_images"]
    if _are_of(answer, probabilities, [val[another]])[0]:
        return
    train, n_val = answer["train_images"], len(val)
    _count(answer, "train_images")
    others = {
        "the picture at position 0": val[0],
        "the picture before it": val[another - 1],
        "the picture behind it": val[(another + 1) % n_val],
        "a picture of the training set": train[another % len(train)],
        "this picture, divided by 255 once more": val[another] / np.float32(255),
    }
    same = _are_of(answer, probabilities, list(others.values()))
    for picture, found in zip(others, same, strict=True):
        if found:
            raise Mistake(
                f"These are the probabilities of {picture}; you chose position {another:,} of "
                "`val_images`."
            )
    raise Mistake(
        "`another_probabilities` is not what the network says to the picture at position "
        f"{another:,} of `val_images`. Did the cell stop with an error and leave older values?"
    )


def _are_of(answer, probabilities, pictures):
    """Tell for each picture whether the network gives these probabilities for it."""
    says = as_array(answer.call("model_intro", np.stack(pictures).astype("float32")))
    if shape_of(says) != (len(pictures), 10):
        raise Mistake(
            f"`model_intro` is {describe(answer['model_intro'])} now, not the network from above. "
            "Run the notebook from its top once more."
        )
    return np.abs(says - probabilities).max(axis=1) < 1e-3


def _name(answer, variable):
    name = answer[variable]
    if not isinstance(name, str) or name not in CLASS_NAMES:
        raise Mistake(f"`{variable}` is {describe(name)}, not a name out of `class_names`.")
    return name


def _explain(name, found, *meanings, otherwise):
    """Say which mistake a wrong value comes from, as far as one knows."""
    shown = found if isinstance(found, str) else f"{found:,}"
    meaning = next((words for value, words in meanings if found == value), otherwise)
    raise Mistake(f"`{name}` is {shown}, {meaning}")


def _count(answer, name, shape_of_one=(32, 32, 3)):
    """Count the pictures or labels of an array that the notebook has made."""
    shape = shape_of(answer[name])
    if shape is None or shape[1:] != shape_of_one:
        raise Mistake(
            f"`{name}` is {describe(answer[name])} now. Run the notebook from its top once more."
        )
    return shape[0]
