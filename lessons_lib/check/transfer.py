"""Checks of the notebook on transfer learning: cut a network, and feed it right."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import model_in
from lessons_lib.check.values import as_array, describe, is_a, shape_of

_PIXELS = np.array([0, 51, 127.5, 255], dtype="float32")
_WANTED = _PIXELS / np.float32(127.5) - 1


@Check
def cut_at_mixed7(answer):
    """Want a model from the input of ``inception`` to the output of its layer ``mixed7``."""
    model = answer["inception_backbone"]
    if is_a(model, "KerasTensor"):
        raise Mistake(
            "`inception_backbone` is the output of a layer. Make a model that ends there, with "
            "`keras.Model`."
        )
    if is_a(model, "Layer") and not is_a(model, "Model"):
        raise Mistake(
            f"`inception_backbone` is the layer `{model.name}` alone. All layers before it are "
            "needed too: make a model with `keras.Model`."
        )
    if not is_a(model, "Model"):
        raise Mistake(f"`inception_backbone` is {describe(model)}; it should be a model.")
    inception = model_in(answer, "inception")
    if model is inception:
        raise Mistake("`inception_backbone` is the whole network; nothing is cut off yet.")
    _compare_start(model, inception)
    _compare_end(model)
    if model.name != "inception_to_mixed7":
        raise Mistake(
            f'The cut is right, but the model is called "{model.name}", not '
            '"inception_to_mixed7".'
        )
    return "The model ends with the 768 feature maps of `mixed7`, 7 × 7 numbers each."


def _compare_start(model, inception):
    if len(model.inputs) != 1:
        raise Mistake(
            f"Your model has {len(model.inputs)} inputs; it should take pictures."
        )
    start = model.inputs[0]
    if shape_of(start) != shape_of(inception.inputs[0]):
        raise Mistake(
            f"Your model takes arrays of shape {shape_of(start)[1:]}; it should begin with the "
            "pictures, at the input of `inception`."
        )
    if start is not inception.inputs[0]:
        raise Mistake("Your model does not begin at the input of `inception`.")


def _compare_end(model):
    if len(model.outputs) != 1:
        raise Mistake(
            f"Your model has {len(model.outputs)} outputs; the head wants one array, the output "
            "of `mixed7`."
        )
    end, shape = model.outputs[0]._keras_history[0].name, shape_of(model.outputs[0])[1:]
    if end == "mixed7":
        return
    if shape == (7, 7, 768):
        raise Mistake(
            f"Your model ends at `{end}`. Its output has the shape of that of `mixed7`, so the "
            "shape does not tell: look the layer up by its name."
        )
    raise Mistake(
        f"Your model ends at `{end}`, with the shape {shape}; cut it at `mixed7`."
    )


@Check
def own_preprocessing(answer):
    """Want a ``Rescaling`` layer that brings 0 to 255 to the range from -1 to 1."""
    layer = answer["rescale"]
    if is_a(layer, "KerasTensor"):
        raise Mistake("`rescale` is the output of the layer. Keep the layer itself.")
    if not is_a(layer, "Layer"):
        raise Mistake(
            f"`rescale` is {describe(layer)}; it should be a layer, which becomes part of the "
            "model."
        )
    made = _pixels_behind(layer)
    if made is None or made.shape != _PIXELS.shape:
        raise Mistake(
            f"`rescale` is {describe(layer)}, which does not give a number for each pixel. Use "
            "`layers.Rescaling`."
        )
    if not np.allclose(made, _WANTED, atol=1e-4):
        _explain_range(made)
    return "0 becomes −1, 255 becomes 1, and the middle gray 0."


def _pixels_behind(layer):
    import keras

    try:
        return as_array(layer(keras.ops.convert_to_tensor(_PIXELS)))
    except Exception:  # a layer of another kind wants another shape
        return None


def _explain_range(made):
    black, white = float(made[0]), float(made[-1])
    found = f"Your layer makes {black:.4g} of black and {white:.4g} of white"
    if np.isclose(black, -127.5):
        raise Mistake(
            f"{found}. The layer multiplies first and adds the offset afterwards."
        )
    if np.isclose(white - black, 2, atol=1e-3):
        raise Mistake(f"{found}. The width is right; shift it, so that black becomes -1.")
    if np.allclose(made, _PIXELS / 255, atol=1e-4):
        raise Mistake(
            f"{found}: that is the course's own network. This one wants -1 and 1."
        )
    if np.isclose(black, -1) and np.isclose(white, 1, atol=0.02):
        raise Mistake(f"{found}. Almost: the largest 8-bit number is 255, not 256.")
    if np.isclose(black, 1) and np.isclose(white, -1):
        raise Mistake(f"{found}: a negative. Turn both signs around.")
    if white > 255:
        raise Mistake(f"{found}. The layer multiplies by `scale`; give it a small number.")
    raise Mistake(f"{found}; the network was trained with -1 and 1.")
