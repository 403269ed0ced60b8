"""A loop of gradient descent on one kernel: which way a step goes, and how far."""

import numpy as np

from lessons_lib.backpropagation import filter_gradient, learn_filter
from lessons_lib.check.answer import Mistake
from lessons_lib.check.gradients import agree
from lessons_lib.check.lookups import call_function
from lessons_lib.check.values import as_array, describe
from lessons_lib.convolution import cross_correlate

_RATE = 0.01


def judge_step(answer, name, picture, target, kernel):
    """See that a function goes the right steps from a kernel.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    name : str
        The learner's function, which takes what
        :func:`lessons_lib.backpropagation.learn_filter` takes.
    picture, target, kernel : numpy.ndarray
        A task for it.

    Raises
    ------
    Mistake
        If its first step, or one after it, is not the right one.
    """
    start = kernel.copy()
    found, _ = _kernel_and_losses(answer, name, picture, target, start, 1)
    if not np.array_equal(start, kernel):
        raise Mistake(
            f"Your `{name}` changes the kernel that it starts from, and the caller's kernel with "
            "it. Write `kernel = kernel - …`, which makes a new array, and not `kernel -= …`."
        )
    if found.shape != kernel.shape:
        raise Mistake(
            f"After a step of your `{name}` the kernel has the shape {found.shape}; it should "
            f"keep its shape {kernel.shape}."
        )
    _compare_first_step(name, found, picture, target, kernel)
    found, losses = _kernel_and_losses(answer, name, picture, target, kernel.copy(), 3)
    right, right_losses = learn_filter(picture, target, kernel, _RATE, 3)
    if not agree(found, right) or not agree(losses, np.array(right_losses)):
        raise Mistake(
            f"The first step of your `{name}` is right, but after three steps kernel or losses "
            "are not. Does every step start from the kernel of the step before?"
        )


def _kernel_and_losses(answer, name, picture, target, kernel, n_steps):
    returned = call_function(
        answer, name, picture.copy(), target.copy(), kernel, _RATE, n_steps
    )
    pair = (
        returned if type(returned) in (tuple, list) and len(returned) == 2 else (None, None)
    )
    found, losses = map(as_array, pair)
    if found is None or losses is None:
        raise Mistake(
            f"Your `{name}` returns {describe(returned)}; it should return the kernel and the "
            "list of losses."
        )
    return found.astype(float), losses.astype(float)


def _compare_first_step(name, found, picture, target, kernel):
    error = cross_correlate(picture, kernel) - target
    gradient = filter_gradient(picture, 2 * error / error.size)
    if agree(found, kernel - _RATE * gradient):
        return
    if agree(found, kernel):
        raise Mistake(f"The kernel of your `{name}` never changes. Give it its new value.")
    moves = {
        "up the slope: the loss grows. Go against the gradient, with a minus": -_RATE
        * gradient,
        "the whole gradient long. Multiply it by the learning rate": gradient,
        "divided by the learning rate. Multiply the gradient by it": gradient / _RATE,
        "half as long as it should be: the derivative of a square has a factor 2": _RATE
        * gradient
        / 2,
        "too long: the loss is a mean, so its derivative is divided by `error.size`": _RATE
        * gradient
        * error.size,
        "made from the error itself. The derivative of the mean of its squares is "
        "`2 * error / error.size`": _RATE * gradient * error.size / 2,
        "made from the squares. The derivative of a square is 2 times what was squared": _RATE
        * filter_gradient(picture, error**2 / error.size),
        "made from the output. Take the error, the output minus the target": _RATE
        * filter_gradient(picture, 2 * (error + target) / error.size),
        "the new kernel itself. Subtract the step from the old kernel": kernel
        + _RATE * gradient,
    }
    for reason, move in moves.items():
        if agree(found, kernel - move):
            raise Mistake(f"A step of your `{name}` is {reason}.")
    raise Mistake(
        f"After one step of your `{name}` the first weight is {found.flat[0]:.4g}, where "
        f"{(kernel - _RATE * gradient).flat[0]:.4g} is right. Check the three lines one by one."
    )
