"""Checks of deep dive 14: memory of a dense layer, shuffled pixels, few parameters."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import number_in
from lessons_lib.check.values import activation_name, as_array, describe, is_a

_INPUTS = 256 * 256 * 3
_WEIGHTS = 1000 * _INPUTS
_BASELINE = 784 * 10 + 10
_ACTIVATIONS = ("ReLU", "LeakyReLU", "PReLU", "ELU")

# What people compute instead, by the name that should hold it.
_SLIPS = {
    "n_inputs": {
        256 * 256: "the channels are missing: a color picture has three numbers a pixel",
        255 * 255 * 3: "values go from 0 to 255, but a side has 256 pixels",
        256 + 256 + 3: "the lengths are added up; multiply them",
    },
    "n_weights": {
        _INPUTS: "that is one neuron only; the layer has 1,000 of them",
        _INPUTS
        + 1000: "inputs and neurons are added up; each input has a weight to each neuron",
        _WEIGHTS + 1000: "the biases are counted, too. Here only the weights are asked for",
        196_698_000: "two digits have changed places. Compute it rather than copy it",
    },
    "bytes_float64": {
        _WEIGHTS: "these are weights, not bytes: each takes 8 of them",
        4 * _WEIGHTS: "that is for numbers of 4 bytes; these have 64 bits",
        64 * _WEIGHTS: "these are bits; a byte has eight of them",
        8 * _WEIGHTS / 1e9: "these are gigabytes; the question is in bytes",
        8 * _WEIGHTS / 2**30: "these are gibibytes; the question is in bytes",
    },
    "bytes_float32": {
        _WEIGHTS: "these are weights, not bytes: each takes 4 of them now",
        8 * _WEIGHTS: "that is for numbers of 8 bytes; these have 32 bits",
        32
        * _WEIGHTS: "these are bits; a byte has eight of them, so a number has four bytes",
        4 * _WEIGHTS / 1e9: "these are gigabytes, and the question is in bytes",
    },
    "bytes_training": {
        4
        * _WEIGHTS: "that is the weights alone; their gradient and Adam's means come on top",
        8 * _WEIGHTS: "that is weights and gradient; Adam keeps two means on top",
        12
        * _WEIGHTS: "that is three arrays. Adam keeps two means, one of the gradient and one of "
        "its square",
        32 * _WEIGHTS: "that is for numbers of 8 bytes; Keras computes in 4",
    },
}


@Check
def dense_memory(answer):
    """Want the weights and bytes of 1,000 neurons on 256 by 256 by 3."""
    right = {
        "n_inputs": _INPUTS,
        "n_weights": _WEIGHTS,
        "bytes_float64": 8 * _WEIGHTS,
        "bytes_float32": 4 * _WEIGHTS,
        "bytes_training": 16 * _WEIGHTS,
    }
    for name, wanted in right.items():
        _compare(name, number_in(answer, name), wanted)
    return "196,608,000 weights: 1.57 GB, or 0.79 GB in 32 bits, and four times that in training."


def _compare(name, found, wanted):
    if np.isclose(found, wanted, rtol=1e-9, atol=0):
        return
    written = f"{found:,.0f}" if float(found).is_integer() else f"{found:.7g}"
    for slip, because in _SLIPS[name].items():
        if np.isclose(found, slip, rtol=1e-9, atol=0):
            raise Mistake(f"`{name}` is {written}: {because}.")
    raise Mistake(
        f"`{name}` is {written}, which does not follow from a picture of 256 × 256 × 3 and "
        "1,000 neurons. Write it as a product."
    )


@Check
def shuffle_pixels(answer):
    """Want a function that gives the pixels of all pictures one order."""
    # Every pixel of these pictures has a number of its own.
    images = np.arange(3 * 784, dtype="float32").reshape(3, 28, 28, 1)
    order = np.random.default_rng(3).permutation(784)
    given = images.copy()
    returned = answer.call("shuffle_pixels", given, order.copy())
    if not np.array_equal(given, images):
        raise Mistake("Your function changes the pictures that it is given. Make new ones.")
    found = as_array(returned)
    if found is None:
        raise Mistake(
            f"Your function returns {describe(returned)}; it should return pictures."
        )
    if found.shape == (3, 784):
        raise Mistake(
            "Your function returns rows of 784 numbers. Give them the shape of `images` again."
        )
    if found.shape != images.shape:
        raise Mistake(
            f"For pictures of shape {images.shape} your function returns the shape {found.shape}."
        )
    _compare_pixels(found.reshape(3, 784), order)
    return "Every picture has its own pixels in the new order, and all have the same order."


def _compare_pixels(found, order):
    rows = np.arange(3 * 784).reshape(3, 784)
    if np.array_equal(found, rows[:, order]):
        return
    if np.array_equal(found, rows):
        raise Mistake(
            "No pixel has moved: your function returns the pictures as they were."
        )
    places = found - rows[:, :1]
    own = np.array_equal(np.sort(places, axis=1), rows - rows[:, :1])
    if not own:
        whole = np.all(found // 784 == found[:, :1] // 784)
        raise Mistake(
            "You shuffle the pictures, not the pixels in them."
            if whole and np.array_equal(found % 784, rows % 784)
            else "Some pixels got lost, or into another picture. Each row has to keep its own."
        )
    if np.any(places != places[0]):
        raise Mistake(
            "Each of your pictures has an order of its own. Then nothing has a fixed place any "
            "more; use the same `order` for all."
        )
    if np.array_equal(places[0], np.argsort(order)):
        raise Mistake(
            "Your pixel number `i` goes to the place `order[i]`. It should be the other way round: "
            "in the place `i` stands pixel `order[i]`."
        )
    raise Mistake("The pixels are in a new order, but not in the one that `order` says.")


@Check
def fewer_parameters(answer):
    """Want a function whose model is convolutional and no larger than the baseline."""
    function = answer["create_model_small"]
    if is_a(function, "Model"):
        raise Mistake(
            "`create_model_small` is a model. Write a function that returns one, with `def`."
        )
    model = answer.call("create_model_small")
    if not is_a(model, "Model"):
        raise Mistake(f"`create_model_small` returns {describe(model)}, not a model.")
    if getattr(model, "input_shape", None) != (None, 28, 28, 1):
        raise Mistake(
            "Your network does not take pictures of 28 × 28 pixels with one channel, any number "
            "of them."
        )
    if model.output_shape != (None, 10):
        raise Mistake(
            f"Your network gives outputs of shape {model.output_shape}; it should be ten numbers "
            "for each picture."
        )
    _compare_convolutions(model)
    _compare_size(model)
    _compare_probabilities(model)
    count = model.count_params()
    return f"A convolutional network with {count:,} parameters, at most as many as the baseline."


def _compare_convolutions(model):
    if not any("Conv" in type(layer).__name__ for layer in model.layers):
        raise Mistake(
            "Your network has no convolution, so it is a dense one with few parameters."
        )
    bent = [
        activation_name(layer) not in (None, "linear") or is_a(layer, *_ACTIVATIONS)
        for layer in model.layers[:-1]
    ]
    if not any(bent):
        raise Mistake(
            "Your hidden layers have no activation function. Without one, a stack of convolutions "
            "does no more than a single one could."
        )


def _compare_size(model):
    count = model.count_params()
    if count > _BASELINE:
        largest = max(model.layers, key=lambda layer: layer.count_params())
        raise Mistake(
            f"Your network has {count:,} parameters, more than {_BASELINE:,}. Most are in "
            f"`{largest.name}`: {largest.count_params():,}."
        )


def _compare_probabilities(model):
    pictures = np.linspace(0, 1, 2 * 784, dtype="float32").reshape(2, 28, 28, 1)
    numbers = as_array(model(pictures))
    if numbers.min() < 0:
        raise Mistake(
            "Some of the ten numbers are below zero: the output has no softmax yet."
        )
    if not np.allclose(numbers.sum(axis=1), 1, atol=1e-4):
        raise Mistake(
            f"The ten numbers of a picture add up to {numbers.sum(axis=1)[0]:.2f}. Which function "
            "makes them probabilities of ten classes?"
        )
