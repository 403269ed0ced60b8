"""Checks of the gallery's code: one batch to overfit, and a recipe to mend."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import made_in, model_in
from lessons_lib.check.values import as_array, describe, epochs_in_words, is_a

_BATCH, _EPOCHS = 32, 60

# Six pictures a class. The first value of each is four times its place.
_CLASSES = np.repeat(np.arange(10), 6)
_COUNT, _HELD_OUT = len(_CLASSES), 12
# Learning rates that have worked for networks of this size, by optimizer.
_RATES = {"SGD": (0.003, 0.3)}
_ADAPTIVE_RATES = (1e-4, 5e-3)


@Check
def overfit_one_batch(answer):
    """Want 60 epochs on one batch of 32 training pictures with their own labels."""
    images, labels = _batch_in(answer)
    _compare_rows(answer, images, labels)
    history = answer["history_batch"]
    if not is_a(history, "History") or history.model is None:
        raise Mistake(
            f"`history_batch` is {describe(history)}, not what `fit` returns. Keep all of it."
        )
    if history.model is not model_in(answer, "model_batch"):
        raise Mistake(
            "`history_batch` belongs to another network than `model_batch`. Run the whole cell."
        )
    _compare_length(history)
    return "One batch, again and again: a sound network has to learn it by heart."


def _batch_in(answer):
    images, labels = as_array(answer["batch_images"]), as_array(answer["batch_labels"])
    if images is None or images.shape[1:] != (32, 32, 3):
        raise Mistake(
            f"`batch_images` is {describe(answer['batch_images'])}. A batch is an array of "
            "pictures, also if it is cut out of a larger one."
        )
    if len(images) != _BATCH:
        raise Mistake(
            f"Your batch has {len(images):,} {'picture' if len(images) == 1 else 'pictures'}; "
            f"take {_BATCH}."
        )
    if labels is None or labels.shape != (_BATCH, 10):
        raise Mistake(
            f"`batch_labels` is {describe(answer['batch_labels'])}; it should hold one row of ten "
            f"numbers for each of the {_BATCH} pictures."
        )
    return images, labels


def _compare_rows(answer, images, labels):
    train_images = made_in(answer, "train_images", (None, 32, 32, 3))
    train_labels = made_in(answer, "train_labels", (len(train_images), 10))
    rows = [_row_of(picture, train_images) for picture in images]
    if None in rows:
        known = made_in(answer, "val_images", (None, 32, 32, 3))
        whose = "validation" if _row_of(images[0], known) is not None else "other"
        raise Mistake(
            f"Your batch holds {whose} pictures, or pictures that were changed. Take them from "
            "`train_images` as they are."
        )
    if len(set(rows)) < _BATCH:
        raise Mistake("Your batch holds the same picture more than once.")
    wrong = np.count_nonzero(train_labels[rows].argmax(axis=1) != labels.argmax(axis=1))
    if wrong:
        raise Mistake(
            f"{wrong} of your {_BATCH} pictures have the label of another one. Cut pictures and "
            "labels in the same way."
        )


def _row_of(picture, pictures):
    """Find a picture among others: by one pixel first, since that is quick."""
    alike = np.flatnonzero((pictures[:, 15, 15] == picture[15, 15]).all(axis=1))
    return next((row for row in alike if np.array_equal(pictures[row], picture)), None)


def _compare_length(history):
    steps, epochs = history.params.get("steps"), len(history.epoch)
    if steps != 1:
        raise Mistake(
            f"Your epochs have {steps} steps, so they run over more than one batch. Give `fit` "
            f"the {_BATCH} pictures and a `batch_size` that holds them all."
        )
    if epochs != _EPOCHS:
        raise Mistake(
            f"Your training has {epochs_in_words(epochs)}; the task asks for {_EPOCHS}."
        )


@Check
def mend_the_recipe(answer):
    """Want five faults gone: labels, scaling, split, last layer against loss, learning rate."""
    result = answer.call("mended_recipe", _pictures(), _CLASSES[:, np.newaxis].copy())
    model, train, held_out = _parts_of(result)
    _compare_scale(train[0])
    rows = [_rows_of(images) for images, _ in (train, held_out)]
    _compare_split(*rows)
    for found, (_, labels) in zip(rows, (train, held_out), strict=True):
        _compare_labels(found, labels)
    _compare_output(model, train[0])
    _compare_rate(model.optimizer)
    return "Labels in step, scaled once, split, output and loss agree, and the rate works."


def _pictures():
    pictures = np.random.default_rng(0).integers(0, 256, (_COUNT, 32, 32, 3), dtype="uint8")
    pictures[:, 0, 0, 0] = 4 * np.arange(_COUNT)
    pictures[:, 0, 1] = 255
    return pictures


def _parts_of(result):
    try:
        model, train, held_out = result
        pairs = [tuple(as_array(array) for array in pair) for pair in (train, held_out)]
        fits = all(
            len(pair) == 2
            and pair[0].shape[1:] == (32, 32, 3)
            and len(pair[0]) == len(pair[1])
            for pair in pairs
        )
    except Exception:
        fits = False
    if not fits or not is_a(model, "Model"):
        raise Mistake(
            f"Your function returns {describe(result)}. Leave its last line as it is: the network, "
            "then pictures and labels for training, then those held out."
        )
    if not model.compiled:
        raise Mistake("Your function returns a network that is not compiled.")
    return model, *pairs


def _compare_scale(images):
    largest = float(images.max())
    if largest > 2:
        raise Mistake(
            f"Your pictures have values up to {largest:.0f}; scale them to 0 to 1."
        )
    if largest < 0.1:
        raise Mistake(
            f"Your pictures have values up to {largest:.4f} only: they were scaled twice."
        )
    if not np.isclose(largest, 1, atol=1e-3) or images.min() < 0:
        raise Mistake(
            f"Your pictures have values from {images.min():.2f} to {largest:.2f}; from 0 to 1 is "
            "asked for."
        )


def _rows_of(images):
    return (images[:, 0, 0, 0] * 255 / 4).round().astype(int)


def _compare_split(train_rows, held_out_rows):
    shared = set(train_rows) & set(held_out_rows)
    if shared:
        raise Mistake(
            f"{len(shared)} of the {len(held_out_rows)} pictures held out are training pictures "
            "as well, so the validation would measure what was learned by heart."
        )
    if len(train_rows) + len(held_out_rows) != _COUNT or len(held_out_rows) != _HELD_OUT:
        raise Mistake(
            f"Of {_COUNT} pictures you train on {len(train_rows)} and hold out "
            f"{len(held_out_rows)}; hold out a fifth, and train on all others."
        )


def _compare_labels(rows, labels):
    if labels.ndim != 2 or labels.shape[1] != 10:
        raise Mistake(
            f"Your labels have the shape {labels.shape}. Here the metric and the loss want one-hot "
            "rows of ten."
        )
    wrong = np.count_nonzero(labels.argmax(axis=1) != _CLASSES[rows])
    if wrong:
        raise Mistake(
            f"{wrong} of {len(rows)} pictures have the label of another picture. Something still "
            "shuffles labels without their pictures."
        )


def _compare_output(model, images):
    outputs = as_array(model(images[:8].astype("float32")))
    if outputs.shape != (8, 10):
        raise Mistake(
            f"Your network gives outputs of shape {outputs.shape}, not ten a picture."
        )
    softmax = bool(np.allclose(outputs.sum(axis=1), 1, atol=1e-3) and outputs.min() >= 0)
    from_logits = _takes_logits(model.loss)
    if not softmax and not from_logits:
        raise Mistake(
            "Your network ends without softmax, and the loss takes its outputs for "
            "probabilities. Mend one of the two."
        )
    if softmax and from_logits:
        raise Mistake(
            "Your network ends with softmax, and with `from_logits=True` the loss takes its "
            "probabilities for sums from before it. Mend one of the two, not both."
        )


def _takes_logits(loss):
    name = loss if type(loss) is str else getattr(loss, "name", None) or loss.__name__
    if name not in ("categorical_crossentropy", "crossentropy", "ce"):
        raise Mistake(
            f"Your loss is `{name}`; one-hot labels want the categorical cross-entropy."
        )
    return bool(getattr(loss, "from_logits", False))


def _compare_rate(optimizer):
    kind = type(optimizer).__name__
    rate = float(as_array(optimizer.learning_rate))
    low, high = _RATES.get(kind, _ADAPTIVE_RATES)
    if not low <= rate <= high:
        raise Mistake(
            f"Your {kind} has a learning rate of {rate:.4g}, which is too "
            f"{'high' if rate > high else 'low'}. Its default is a good start."
        )
