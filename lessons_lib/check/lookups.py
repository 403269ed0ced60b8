"""What an answer's names hold: a number, a function, or what the notebook has made itself."""

import inspect

import numpy as np

from lessons_lib.check.answer import Mistake, NotFilled
from lessons_lib.check.values import as_array, describe, is_a, shape_of


def number_in(answer, name):
    """Read a name that should hold one number, or raise a ``Mistake``."""
    value = answer[name]
    number = None if shape_of(value) else as_array(value)
    if number is None or number.ndim or number.dtype.kind not in "iuf":
        raise Mistake(f"`{name}` is {describe(value)}; it should be one number.")
    return number.item()


def compare_count(answer, name, right, *known):
    """See that a name holds a number that can be counted, or raise a ``Mistake``.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    name : str
    right : int
    *known : tuple of int and str
        Numbers that people come to, and what such a number counts.
    """
    number = number_in(answer, name)
    if number == right:
        return
    for value, reason in known:
        if number == value:
            raise Mistake(f"`{name}` is {number:,}: {reason}")
    raise Mistake(f"`{name}` is {number:,}, but it can be counted to another number.")


def share_in(answer, name):
    """Read a name that should hold a number from 0 to 1, or raise a ``Mistake``."""
    share = number_in(answer, name)
    if not -1e-6 <= share <= 1 + 1e-6:
        raise Mistake(f"`{name}` is {share:.4g}; a share is a number from 0 to 1.")
    return share


def model_in(answer, name):
    """Read a name that should hold a model, or raise a ``Mistake``."""
    try:
        model = answer[name]
    except Mistake:
        raise Mistake(
            f"`{name}` is None. `compile`, `save` and `load_weights` return nothing: call them "
            "on the model, without a new assignment."
        ) from None
    if not is_a(model, "Model"):
        raise Mistake(f"`{name}` is {describe(model)}; it should be a Keras model.")
    return model


def call_function(answer, name, *arguments):
    """Call a function that the learner wrote: no class, layer or model.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    name : str
    *arguments
        Handed to the function.

    Returns
    -------
    object
        What the function returns.

    Raises
    ------
    Mistake
        If there is no such function, if it stops, or if it returns ``None``.
    """
    function = answer[name]
    if not inspect.isroutine(function):
        raise Mistake(f"`{name}` is {describe(function)}, but it should be a function.")
    return answer.call(name, *arguments)


def made_in(answer, name, shape):
    """Read an array that the notebook made before the challenge, without copying it.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    name : str
    shape : tuple
        With ``None`` for a length that is not fixed.

    Returns
    -------
    numpy.ndarray

    Raises
    ------
    NotFilled
        If it is not there, or ``None``: some are given up later on, to save memory.
    Mistake
        If it is something else by now.
    """
    try:
        array = answer[name]
    # gone, or made None
    except (NotFilled, Mistake):
        raise NotFilled(
            f"The check looks at `{name}`, and it is not there: its cell has not run yet, or a "
            "later one has given it up to save memory. Run the notebook again up to here."
        ) from None
    fits = isinstance(array, np.ndarray) and array.ndim == len(shape)
    if not fits or any(n not in (None, m) for n, m in zip(shape, array.shape, strict=True)):
        raise Mistake(
            f"`{name}` is {describe(array)} by now, and not what the cells above have made. Run "
            "them once more."
        )
    return array


def if_there(answer, name, kind):
    """Read a name of the blank that a right answer may do without, or raise a ``Mistake``."""
    try:
        value = answer[name]
    except NotFilled:
        return None
    if kind not in {base.__name__ for base in type(value).__mro__}:
        raise Mistake(f"`{name}` is {describe(value)}, where the blank makes a {kind}.")
    return value
