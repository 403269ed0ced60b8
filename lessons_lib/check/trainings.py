"""How a network was trained and saved, compared with what a challenge asks for."""

import math
import os
from pathlib import Path

import numpy as np

from lessons_lib.check.answer import Mistake, NotFilled
from lessons_lib.check.lookups import model_in
from lessons_lib.check.values import as_array, describe, epochs_in_words, is_a, shape_of

_BATCH_SIZE = 64
_ANEW = "Create and compile the network anew, then fit."


def compare_training(answer, history_name, model_name, epochs):
    """See that a history is that of a model, trained as the task asks.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    history_name, model_name : str
        The learner's variables.
    epochs : int

    Raises
    ------
    Mistake
        At the first difference: whose history, which epochs, on which pictures.
    """
    history = _history_of(answer, history_name, model_name)
    model = model_in(answer, model_name)
    if history.model is not model:
        raise Mistake(
            f"`{history_name}` belongs to another network than `{model_name}`, to one called "
            f"{history.model.name}. Fit `{model_name}`, and don't create it anew afterwards."
        )
    _compare_epochs(history, epochs)
    _compare_logged(history)
    _compare_steps(answer, history.params.get("steps"))
    steps = int(as_array(model.optimizer.iterations))
    # A training that was broken off in its first epoch does no harm.
    if steps >= (epochs + 1) * history.params["steps"]:
        raise Mistake(
            f"`{model_name}` has learned for {steps:,} steps, more than this training has, so "
            f"it went on from an earlier one. {_ANEW}"
        )


def _history_of(answer, history_name, model_name):
    try:
        history = answer[history_name]
    except NotFilled:
        if hasattr(model_in(answer, model_name), "history"):
            raise NotFilled(
                f"`{model_name}` is trained, but there is no `{history_name}`. What `fit` returned "
                f"is not lost: `{history_name} = {model_name}.history` gives it the name."
            ) from None
        raise
    if type(history) is dict:
        raise Mistake(
            f"`{history_name}` is {describe(history)}. Keep all that `fit` returns; the "
            "dictionary is its `.history`."
        )
    if not is_a(history, "History") or history.model is None:
        raise Mistake(f"`{history_name}` is {describe(history)}, not what `fit` returns.")
    return history


def _compare_epochs(history, epochs):
    run = len(history.epoch)
    if run == epochs:
        return
    if run < history.params["epochs"] == epochs:
        raise Mistake(
            f"Your training ended after {run} of its {epochs} epochs. Let it run to its end, "
            f"without a callback that stops it. {_ANEW}"
        )
    raise Mistake(
        f"Your training has {epochs_in_words(run)}; the task asks for {epochs}. {_ANEW}"
    )


def _compare_logged(history):
    if "val_loss" not in history.history:
        raise Mistake(
            f"There is no `val_loss` in the history, so `fit` got no validation data. {_ANEW}"
        )
    if "val_accuracy" not in history.history:
        raise Mistake(
            "There is no `val_accuracy` in the history. Is the metric that you compiled with "
            f'called "accuracy"? {_ANEW}'
        )


def _compare_steps(answer, steps):
    n_train = _count(answer, "train_images")
    wanted = math.ceil(n_train / _BATCH_SIZE)
    if steps == wanted:
        return
    if steps == math.ceil(n_train / 32):
        raise Mistake(
            f"Your epochs have {steps:,} steps, so the batches are of 32 pictures, which is what "
            f"`fit` takes without a `batch_size`. {_ANEW}"
        )
    if steps == math.ceil(_count(answer, "val_images") / _BATCH_SIZE):
        raise Mistake(
            f"Your epochs have {steps:,} steps. So many have the validation pictures in batches "
            f"of {_BATCH_SIZE}, or the training pictures in batches of 256; {wanted:,} are wanted. "
            f"{_ANEW}"
        )
    raise Mistake(
        f"Your epochs have {steps:,} steps, but all training pictures in batches of "
        f"{_BATCH_SIZE} make {wanted:,}. {_ANEW}"
    )


def _count(answer, name):
    shape = shape_of(answer[name])
    if not shape:
        raise Mistake(
            f"`{name}` is {describe(answer[name])}, not the pictures. Run the notebook from "
            "its top."
        )
    return shape[0]


def compare_saved(answer, file_name, model_name):
    """See that a model is in its file, as it is now.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    file_name : str
        Of the file in the learner's ``folder``.
    model_name : str
        The learner's variable.

    Raises
    ------
    Mistake
        If the file is missing, or holds something else.
    """
    folder = answer["folder"]
    if not isinstance(folder, str | os.PathLike):
        raise Mistake(
            f"`folder` is {describe(folder)}, not a path. Run the cell that makes it."
        )
    path = Path(folder, file_name)
    if not path.is_file():
        raise Mistake(
            f"All is right but the last line: there is no `{file_name}` in `folder`. Save "
            f"`{model_name}` there."
        )
    saved = _weights_in(path)
    weights = model_in(answer, model_name).get_weights()
    if [array.shape for array in saved] != [array.shape for array in weights]:
        raise Mistake(
            f"`{file_name}` holds a network of another size than `{model_name}`. Which one did "
            "you save?"
        )
    if not all(map(np.array_equal, saved, weights)):
        raise Mistake(
            f"`{file_name}` does not hold `{model_name}` as it is now. Save it once more, after "
            "the training."
        )


def _weights_in(path):
    import keras

    try:
        return keras.models.load_model(path, compile=False).get_weights()
    except Exception as error:
        raise Mistake(
            f"Keras can't read `{path.name}`. Save the network with its method `save`."
        ) from error
