"""Models and predictions in an answer, and whether two of them agree."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.values import as_array, describe

# Room for a GPU that rounds coarsely inside convolutions (TF32).
TOLERANCE = 1e-2


def raw_pictures(answer):
    """Copy the raw pictures of the notebook, or raise a ``Mistake``."""
    raw = as_array(answer["raw_batch"])
    if raw is None or raw.shape[1:] != (32, 32, 3) or raw.dtype != np.uint8:
        raise Mistake(
            f"`raw_batch` is {describe(answer['raw_batch'])} and no longer the raw 8-bit "
            "pictures. Run the cell that makes it once more."
        )
    return raw


def probabilities_of(answer, name, count):
    """Copy ten probabilities for each of some pictures, or raise a ``Mistake``."""
    array = as_array(answer[name])
    if array is None or array.shape != (count, 10):
        raise Mistake(
            f"`{name}` is {describe(answer[name])}; ten probabilities for each of the {count} "
            f"pictures of `raw_batch` have the shape {(count, 10)}."
        )
    return array.astype(float)


def weight_shapes(model):
    """List the shapes of a model's weights."""
    return [weights.shape for weights in model.get_weights()]


def parameters(model):
    """Count a model's parameters, built or not, for a sentence."""
    return f"{sum(weights.size for weights in model.get_weights()):,}"


def same_weights(one, other):
    """Tell whether two models of the same architecture have equal weights."""
    pairs = zip(one.get_weights(), other.get_weights(), strict=True)
    return all(np.array_equal(first, second) for first, second in pairs)


def predict(model, pictures):
    """Give what a model makes of a few pictures, as an array."""
    import keras

    return keras.ops.convert_to_numpy(model(pictures))


def agree(found, expected):
    """Tell whether two arrays of probabilities are the same up to rounding."""
    return found.shape == expected.shape and np.abs(found - expected).max() < TOLERANCE
