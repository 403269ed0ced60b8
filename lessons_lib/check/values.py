"""Look at values of unknown kind: in words, as arrays, as layers."""

import inspect

import numpy as np


def describe(value):
    """Say in a few words what a value is, without asking its own ``repr``.

    Parameters
    ----------
    value : object

    Returns
    -------
    str
        To be put behind "is": ``"a list of 3"``, ``"the number 5"``,
        ``"an array of shape (2, 10)"``, ``"a Dense"``.

    Examples
    --------
    >>> describe((32, 32, 3))
    'the tuple (32, 32, 3)'
    >>> describe([1] * 50)
    'a list of 50'
    """
    if isinstance(value, bool | np.bool_):
        return f"{bool(value)}"
    if type(value) in (int, float) or isinstance(value, np.number):
        return (
            f"the number {value:.6g}" if isinstance(value, float) else f"the number {value}"
        )
    if type(value) is str:
        return (
            f'the text "{value}"' if len(value) <= 40 else f"a text of {len(value)} letters"
        )
    if inspect.isclass(value):
        return f"the class {value.__name__}, not an object made from it"
    if inspect.isroutine(value):
        return f"the function {getattr(value, '__name__', '?')}"
    if type(value) in (list, tuple, dict, set):
        if type(value) is tuple and len(value) <= 5 and all(type(v) is int for v in value):
            return f"the tuple {value}"
        return f"a {type(value).__name__} of {len(value)}"
    kind = type(value).__name__
    shape = shape_of(value)
    if is_a(value, "KerasTensor"):
        return f"the output of a layer, of shape {shape}"
    if shape is not None and not is_a(value, "Layer"):
        return f"an array of shape {shape}"
    return f"{'an' if kind[:1].lower() in 'aeiou' else 'a'} {kind}"


def epochs_in_words(number):
    """Say how many epochs there were: ``"1 epoch"``, ``"3 epochs"``."""
    return "1 epoch" if number == 1 else f"{number} epochs"


def is_a(value, *names):
    """Tell whether the class of a value, or one it is derived from, has a name.

    So a check can ask for a ``Conv2D`` without importing Keras.

    Parameters
    ----------
    value : object
    *names : str
        Names of classes, without their modules.

    Returns
    -------
    bool
    """
    return any(kind.__name__ in names for kind in type(value).__mro__)


def shape_of(value):
    """Give the shape of an array, a tensor or a layer's output.

    Parameters
    ----------
    value : object

    Returns
    -------
    tuple or None
        ``None`` if the value has none.
    """
    try:
        return tuple(None if n is None else int(n) for n in value.shape)
    except Exception:
        return None


def as_array(value):
    """Copy numbers of any kind into a NumPy array.

    Parameters
    ----------
    value : array-like or tensor
        Of NumPy, Keras or its backend, pandas, or nested lists.

    Returns
    -------
    numpy.ndarray or None
        ``None`` if the value does not consist of numbers.
    """
    if isinstance(value, str | bytes | dict | set) or inspect.isroutine(value):
        return None
    try:
        if is_a(value, "Tensor", "EagerTensor", "ArrayImpl", "Variable"):
            import keras

            value = keras.ops.convert_to_numpy(value)
        array = np.array(value)
    except Exception:
        return None
    return array if np.issubdtype(array.dtype, np.number) or array.dtype == bool else None


def layers_behind(tensor):
    """List the layers that a symbolic tensor has passed through.

    Parameters
    ----------
    tensor : keras.KerasTensor

    Returns
    -------
    list of keras.Layer or None
        From the input layer to the one that made the tensor; ``None`` if they
        do not stand in one row, or if no layer made it.
    """
    layers = []
    while hasattr(tensor, "_keras_history"):
        layer, node_index, _ = tensor._keras_history
        layers.append(layer)
        inputs = layer._inbound_nodes[node_index].input_tensors
        if not inputs:
            return layers[::-1]
        tensor = inputs[0] if len(inputs) == 1 else None
    return None


def activation_name(layer):
    """Name the activation function of a layer.

    Parameters
    ----------
    layer : keras.Layer

    Returns
    -------
    str or None
        e.g. ``"relu"``, however it was given; ``None`` if the layer has none.
    """
    activation = getattr(layer, "activation", None)
    return getattr(activation, "__name__", None)
