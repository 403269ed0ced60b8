"""Checks of episode 6: saved, self-contained and exported models."""

import os
from pathlib import Path

import numpy as np

from lessons_lib.check.agreement import (
    agree,
    parameters,
    predict,
    probabilities_of,
    raw_pictures,
    same_weights,
    weight_shapes,
)
from lessons_lib.check.answer import Mistake
from lessons_lib.check.card import card_questions
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import model_in
from lessons_lib.check.quiz import Quiz
from lessons_lib.check.values import as_array, describe, is_a

# So many pictures are enough to tell two models apart.
_FEW = 4


@Check
def save_and_load(answer):
    """Want the file of ``untrained``, its copy out of the file, and their comparison."""
    untrained, trained = model_in(answer, "untrained"), model_in(answer, "model")
    if weight_shapes(untrained) != weight_shapes(trained):
        raise Mistake(
            f"`untrained` has {parameters(untrained)} parameters and `model` has "
            f"{parameters(trained)}; it should be a copy of the same architecture."
        )
    if same_weights(untrained, trained):
        raise Mistake(
            "`untrained` has the weights of the trained model. `clone_model` makes a copy "
            "with new ones."
        )
    _compare_file(answer, "untrained_path", "untrained.keras", "save `untrained`")
    _compare_loaded(model_in(answer, "untrained_again"), untrained, trained)
    _compare_sameness(answer["same_predictions"])
    return "All weights came back out of the file, so both predict exactly the same."


def _compare_loaded(again, untrained, trained):
    if again is untrained:
        raise Mistake(
            "`untrained_again` is `untrained` under a second name. Read it from the file, with "
            "`keras.models.load_model`."
        )
    if weight_shapes(again) != weight_shapes(untrained):
        raise Mistake(
            f"`untrained_again` has {parameters(again)} parameters and `untrained` has "
            f"{parameters(untrained)}, so it comes from another file. Load `untrained_path`."
        )
    if same_weights(again, trained):
        raise Mistake(
            "`untrained_again` has the weights of the trained `model`. Which of the two did you "
            "save, and which file did you load?"
        )
    if not same_weights(again, untrained):
        raise Mistake(
            "`untrained_again` has other weights than `untrained`, so its file was written "
            "before this `untrained` was built. Run the whole cell once more: build, save, load."
        )


def _compare_sameness(same):
    value = as_array(same)
    if value is not None and value.ndim > 0:
        raise Mistake(
            f"`same_predictions` is {describe(same)}. One answer for all numbers is asked for, "
            "as `np.array_equal` gives it."
        )
    if value is None or value.dtype != bool:
        raise Mistake(
            f"`same_predictions` is {describe(same)}; it should be True or False, as "
            "`np.array_equal` gives it."
        )
    if not value:
        raise Mistake(
            "`same_predictions` is False, though both models have the same weights. Compare "
            "what `untrained` and `untrained_again` predict for the same pictures."
        )


@Check
def rescaling_inside(answer):
    """Want 8-bit pixels, a rescaling to 0 to 1 and the trained model in one model."""
    raw_model, model = model_in(answer, "raw_model"), model_in(answer, "model")
    if _ends(model) != ((None, 32, 32, 3), (None, 10)):
        raise Mistake(
            "`model` is no longer the trained network. Run the cell at the top that loads it "
            "once more."
        )
    _compare_inputs(raw_model)
    _compare_scale(raw_model)
    few = raw_pictures(answer)[:_FEW]
    expected = predict(model, few / np.float32(255))
    if _ends(raw_model)[1] == (None, 32, 32, 3):
        raise Mistake(
            "`raw_model` ends with the rescaled picture. Call the trained `model` on `x`, and "
            "take what it gives."
        )
    if not agree(predict(raw_model, few), expected):
        raise Mistake(
            "For the same pictures `raw_model` and `model` give different probabilities. Call "
            "`model` itself on `x`, with nothing else in between."
        )
    _compare_raw_predictions(answer, raw_model, expected)
    return "Raw pixels in, and the same probabilities out: nobody can forget to rescale."


def _ends(model):
    return getattr(model, "input_shape", None), getattr(model, "output_shape", None)


def _compare_inputs(raw_model):
    shape = _ends(raw_model)[0]
    if shape != (None, 32, 32, 3):
        raise Mistake(
            f"`raw_model` takes inputs of shape {shape}; the raw pictures need "
            "(None, 32, 32, 3)."
        )
    kind = raw_model.inputs[0].dtype
    if kind != "uint8":
        raise Mistake(
            f"`raw_model` takes numbers of the type {kind}. Which type do the raw pictures "
            "have? `raw_batch.dtype` says it."
        )


def _compare_scale(raw_model):
    rescaling = [layer for layer in raw_model._flatten_layers() if is_a(layer, "Rescaling")]
    if not rescaling:
        raise Mistake(
            "There is no `Rescaling` between input and output of `raw_model`. The rescaled "
            "picture is `x`: is that what you hand on?"
        )
    scale = float(np.prod([np.mean(layer.scale) for layer in rescaling]))
    if scale == 0:
        raise Mistake(
            "Your rescaling multiplies by 0, so every picture becomes black. `//` rounds down; "
            "divide with `/`."
        )
    if not np.isclose(scale, 1 / 255, rtol=1e-4):
        raise Mistake(
            f"Your rescaling multiplies by {scale:.6g}, which makes {255 * scale:.6g} of the "
            "largest pixel value, 255. It should become 1."
        )


def _compare_raw_predictions(answer, raw_model, expected):
    raw = raw_pictures(answer)
    found = probabilities_of(answer, "raw_predictions", len(raw))[:_FEW]
    if agree(found, expected):
        return
    if agree(found, predict(raw_model, raw[:_FEW] / np.float32(255))):
        raise Mistake(
            "`raw_predictions` comes from pictures that were divided by 255 before. `raw_model` "
            "does that itself now: give it `raw_batch`."
        )
    raise Mistake(
        "The model is right, but `raw_predictions` is not what it predicts for `raw_batch`."
    )


@Quiz
def model_card(answer):
    """Ask what a stranger's card leaves open, beside the card of this notebook."""
    raw = raw_pictures(answer)
    return card_questions(answer["accuracy_line"], raw.min(), raw.max())


@Check
def onnx_parity(answer):
    """Want ``raw_model`` as an ONNX file, its predictions and how far they are off."""
    path = _compare_file(answer, "raw_onnx_path", "model_raw.onnx", "export `raw_model`")
    raw = raw_pictures(answer)
    in_file = _predict_file(path, raw[:_FEW])
    expected = probabilities_of(answer, "raw_predictions", len(raw))
    if not agree(in_file, expected[:_FEW]):
        raise Mistake(
            "The file at `raw_onnx_path` does not predict what `raw_predictions` holds. Did you "
            "export `raw_model` as it is now?"
        )
    found = probabilities_of(answer, "raw_onnx_predictions", len(raw))
    if not agree(found, expected):
        raise Mistake(
            "`raw_onnx_predictions` is not what the file predicts for `raw_batch`. Which pictures "
            "did you give to `predict_onnx`?"
        )
    _compare_difference(answer["raw_difference"], found - expected)
    return "The file takes raw pixels and agrees with the model that it was made from."


def _predict_file(path, pictures):
    from lessons_lib.sharing import predict_onnx

    try:
        return predict_onnx(path, pictures)
    except ImportError as error:
        raise Mistake(str(error)) from error
    except Exception as error:
        raise Mistake(
            "The file at `raw_onnx_path` does not take raw 8-bit pictures. Which of your models "
            "did you export?"
        ) from error


def _compare_difference(difference, differences):
    value = as_array(difference)
    if value is None or value.ndim > 0 or value.dtype == bool:
        raise Mistake(
            f"`raw_difference` is {describe(difference)}; one number is asked for, the largest "
            "difference."
        )
    distances = np.abs(differences)
    if np.isclose(value, distances.max(), rtol=1e-3, atol=1e-12):
        return
    if value < 0 or np.isclose(value, differences.max(), rtol=1e-3, atol=1e-12):
        raise Mistake(
            "`raw_difference` forgets that a probability may be off upward and downward. Take "
            "`np.abs` of all differences, and then the largest."
        )
    if np.isclose(value, distances.mean(), rtol=1e-3, atol=1e-12):
        raise Mistake(
            "`raw_difference` is the mean, in which a large difference hides. Take the largest."
        )
    raise Mistake(
        f"`raw_difference` is {describe(difference)}, but the largest difference between "
        "`raw_onnx_predictions` and `raw_predictions` is another number."
    )


def _compare_file(answer, name, wanted, how):
    path = answer[name]
    if not isinstance(path, str | os.PathLike):
        raise Mistake(f"`{name}` is {describe(path)}, but it should be the path of a file.")
    if Path(path).name != wanted:
        raise Mistake(
            f"`{name}` does not end in `{wanted}`, as the task wants the file called."
        )
    if not Path(path).is_file():
        raise Mistake(f"There is no file at `{name}` yet. Did you {how} there?")
    return path
