"""Put a model into one script that a page loads, or that a reader opens in it."""

import base64
import json
import math

import numpy as np

from lessons_lib.web_model.chain import layers_in_order
from lessons_lib.web_model.layers import describe
from lessons_lib.web_model.refusal import WebModelError

# The page refuses any other; raise the number when the page must change with the file.
FORMAT = "image-classification-course"
VERSION = 1
# The page finds the JSON between these two when a reader opens the file.
BEFORE, AFTER = "globalThis.courseModel = ", ";\n"
MOST_STEPS = np.iinfo(np.int16).max


def model_script(model, classes):
    """Write what a page needs to compute a model.

    Parameters
    ----------
    model : keras.Model
        A classifier of pictures, a chain of the layers in
        :data:`lessons_lib.web_model.layers.DESCRIBE`.
    classes : list of str
        The names of the classes, in the order of the model's outputs. A model with one
        output, a sigmoid, has two: the one it means by 0 and the one it means by 1.

    Returns
    -------
    str
        A line of JavaScript; weights are 16-bit whole numbers of steps, in base64. That
        takes half of float32, and large weights stay far more exact than in float16.

    Raises
    ------
    WebModelError
        If the model can't be handed over.
    """
    layers, arrays = _described(model)
    _require_probabilities(layers[-1], classes)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "name": model.name,
        "white": _white(layers),
        "classes": list(classes),
        "layers": layers,
        "check": _check(model, _white(layers)),
        "data": _packed(arrays),
    }
    # ASCII, so that it is read right in whatever encoding the page is served.
    return f"{BEFORE}{json.dumps(document, separators=(',', ':'))}{AFTER}"


def check_picture(shape):
    """Make the picture on which the page tries itself: a pattern, the same in both languages.

    Parameters
    ----------
    shape : tuple of int

    Returns
    -------
    numpy.ndarray of uint8
    """
    return (np.arange(math.prod(shape)) * 37 % 256).astype(np.uint8).reshape(shape)


def _described(model):
    """Describe the input and every layer, and gather the weights in the same order."""
    layers = layers_in_order(model)
    shape = _picture_shape(model)
    name = model.inputs[0].name
    words = [{"name": name, "kind": "InputLayer", "activation": "linear"}]
    words[0]["shape"] = list(shape)
    arrays = []
    for layer in layers:
        described = describe(layer, shape)
        shape = tuple(layer.compute_output_shape((None, *shape))[1:])
        words.append({**described.words, "shape": _as_maps(shape)})
        _require_numbers(layer, described.arrays)
        if described.arrays:
            words[-1]["steps"] = [_step(array) for array in described.arrays]
        arrays += described.arrays
    return words, arrays


def _picture_shape(model):
    shape = tuple(model.inputs[0].shape[1:])
    if len(shape) != 3 or None in shape or shape[-1] not in (1, 3):
        raise WebModelError(
            f"{model.name} takes an input of shape {shape}; the page gives pictures of a "
            "fixed size, (height, width, 3), or with 1 for gray."
        )
    return shape


def _as_maps(shape):
    """Give a shape height and width: a list of values is one place with many channels."""
    return [1] * (3 - len(shape)) + list(shape)


def _white(layers):
    """Tell what the model wants for white: 255 if it scales pixel values down itself."""
    first = layers[1]
    scales_down = first["kind"] == "Rescaling" and max(map(abs, first["scale"])) < 1
    return 255 if scales_down else 1


def _require_probabilities(last, classes):
    n_outputs = math.prod(last["shape"])
    expected = {"softmax": n_outputs, "sigmoid": 2 if n_outputs == 1 else None}
    wanted = expected.get(last["activation"])
    if wanted is None or last["shape"][:2] != [1, 1]:
        raise WebModelError(
            f"{last['name']} ({last['kind']}) gives no probabilities of classes: the last "
            "layer has to end in a softmax, or in the sigmoid of a single unit."
        )
    if len(set(classes)) != wanted or "" in classes:
        raise WebModelError(
            f"The model tells {wanted} classes apart, and the names given are "
            f"{', '.join(classes)}: name each of its classes once, with --classes."
        )


def _require_numbers(layer, arrays):
    if not all(np.isfinite(array).all() for array in arrays):
        raise WebModelError(
            f"{layer.name} ({type(layer).__name__}) has weights that are not finite "
            "numbers: its training went wrong."
        )


def _step(array):
    """Give the distance of two neighboring values, so that 16 bits reach the largest."""
    return float(np.abs(array).max()) / MOST_STEPS or 1.0


def _check(model, white):
    """Give the model's answer for the picture on which the page tries itself."""
    picture = check_picture(_picture_shape(model)).astype(np.float32) * (white / 255)
    answer = model.predict(picture[np.newaxis], verbose=0).ravel()
    return [round(float(value), 6) for value in answer]


def _packed(arrays):
    steps = [np.rint(array.ravel() / _step(array)).astype("<i2") for array in arrays]
    return base64.b64encode(np.concatenate(steps).tobytes()).decode("ascii")
