"""Gradients that an answer computes: of the right shape, and equal to the right ones."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.lookups import call_function
from lessons_lib.check.values import as_array, describe


def gradient_of(answer, name, *arguments, reasons):
    """Call a learner's function and copy the gradient that it returns.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    name : str
    *arguments
        Handed to the function.
    reasons : dict of str to str
        A word of NumPy's complaint where arrays don't fit, and what is behind it.

    Returns
    -------
    numpy.ndarray of float64

    Raises
    ------
    Mistake
        If there is no such function, if it stops, or if it returns no numbers.
    """
    try:
        found = call_function(answer, name, *arguments)
    except Mistake as mistake:
        for word, reason in reasons.items():
            if word in str(mistake):
                raise Mistake(f"Your `{name}` stops. {reason}") from mistake
        raise
    array = as_array(found)
    if array is None or array.ndim == 0:
        raise Mistake(
            f"Your `{name}` returns {describe(found)}; a gradient is an array with a number for "
            "each number that it is about."
        )
    return array.astype(float)


def compare(name, found, right, slips, owner, shapes=None):
    """See that a gradient is right, or say which slip leads to it.

    Parameters
    ----------
    name : str
        The learner's function.
    found, right : numpy.ndarray
    slips : list of (numpy.ndarray, str)
        What comes out of a mistake, and what to say about it behind "is".
    owner : str
        What has the right shape, as a clause.
    shapes : dict of tuple to str, optional
        Wrong shapes, and the mistake behind each.

    Raises
    ------
    Mistake
        Unless the two are equal up to rounding.
    """
    if found.shape != right.shape:
        reason = (shapes or {}).get(found.shape, f"{right.shape} is right, since {owner}")
        raise Mistake(
            f"For a test input your `{name}` returns the shape {found.shape}: {reason}."
        )
    if agree(found, right):
        return
    if agree(found, -right):
        raise Mistake(f"The gradient of your `{name}` has the wrong sign.")
    for slip, reason in slips:
        if agree(found, slip):
            raise Mistake(f"The gradient of your `{name}` is {reason}.")
    raise Mistake(
        f"For a test input your `{name}` returns {found.flat[0]:.4g} as the first number, where "
        f"{right.flat[0]:.4g} is right. Write the sum for one number out, and compare."
    )


def agree(found, expected):
    """Tell whether two arrays are equal up to rounding.

    Parameters
    ----------
    found, expected : numpy.ndarray
        Of any shapes.

    Returns
    -------
    bool
    """
    return found.shape == expected.shape and np.allclose(
        found, expected, rtol=1e-7, atol=1e-9
    )
