"""Checks of notebook 13: the two gradients of a convolution, a measured one, and a step."""

import numpy as np

from lessons_lib.backpropagation import filter_gradient as _filter_gradient
from lessons_lib.backpropagation import input_gradient as _input_gradient
from lessons_lib.backpropagation import numerical_gradient
from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.descent import judge_step
from lessons_lib.check.gradients import compare, gradient_of
from lessons_lib.convolution import cross_correlate

# No two sides alike, so that what fits by chance in the small example does not fit here.
_KERNEL = np.array([[2.0, -1.0, 3.0], [1.0, 4.0, -2.0]])
_PICTURE = np.array(
    [
        [1.0, 2.0, 0.0, 3.0, 1.0, 5.0],
        [0.0, 1.0, 4.0, 1.0, 2.0, 2.0],
        [2.0, 0.0, 1.0, 1.0, 3.0, 0.0],
        [1.0, 3.0, 2.0, 0.0, 1.0, 4.0],
        [5.0, 1.0, 0.0, 2.0, 2.0, 1.0],
    ]
)
_OUTPUT_GRADIENT = np.array(
    [
        [1.0, -2.0, 0.0, 3.0],
        [2.0, 1.0, -1.0, 1.0],
        [0.0, 4.0, 1.0, -1.0],
        [1.0, 0.0, 2.0, -3.0],
    ]
)


@Check
def filter_gradient(answer):
    """Want a function that correlates the picture with the output's gradient."""
    reasons = {
        "broadcast": "The two arrays that you multiply differ in shape. In the small example "
        "they happen to fit; in general the window is as large as the output's gradient.",
        "sequence": "Each number of the gradient is a sum: add the products up.",
    }
    found = gradient_of(
        answer, "filter_gradient", _PICTURE, _OUTPUT_GRADIENT, reasons=reasons
    )
    right = _filter_gradient(_PICTURE, _OUTPUT_GRADIENT)
    pixels = cross_correlate(_PICTURE, np.ones_like(_OUTPUT_GRADIENT))
    first = np.full_like(right, right[0, 0])
    slips = [
        (right / _OUTPUT_GRADIENT.size, "a mean. The chain rule adds the products up"),
        (
            pixels,
            "the sum of the pixels alone. Multiply each by its number of the gradient",
        ),
        (_matrix_products(), "made by a matrix product. Multiply number by number"),
        (first, "the same number everywhere. The window has to move with the weight"),
        (right[::-1, ::-1], "turned by 180 degrees. For the filter nothing is turned"),
    ]
    compare("filter_gradient", found, right, slips, "the filter has that shape")
    return "The input, correlated with the gradient of the output."


def _matrix_products():
    """Give what comes out where `@` stands in the place of `*`."""
    rows, columns = _OUTPUT_GRADIENT.shape
    return np.array(
        [
            [
                np.sum(_PICTURE[r : r + rows, c : c + columns] @ _OUTPUT_GRADIENT)
                for c in (0, 1, 2)
            ]
            for r in (0, 1)
        ]
    )


@Check
def input_gradient(answer):
    """Want a function that correlates the framed gradient with the turned kernel."""
    reasons = {
        "window": "A window does not fit into its picture: `cross_correlate` takes the framed "
        "gradient first and the filter second.",
    }
    found = gradient_of(
        answer, "input_gradient", _KERNEL, _OUTPUT_GRADIENT, reasons=reasons
    )
    right = _input_gradient(_KERNEL, _OUTPUT_GRADIENT)

    def with_kernel(kernel):
        return _input_gradient(kernel[::-1, ::-1], _OUTPUT_GRADIENT)

    slips = [
        (with_kernel(_KERNEL), "made with the filter as it is. Turn it by 180 degrees"),
        (
            with_kernel(_KERNEL[::-1]),
            "made with a filter whose rows alone are turned. Turn the columns as well",
        ),
        (
            with_kernel(_KERNEL[:, ::-1]),
            "made with a filter whose columns alone are turned. Turn the rows as well",
        ),
        (
            with_kernel(_KERNEL)[::-1, ::-1],
            "made by sliding the gradient over the filter. It is the turned filter that slides",
        ),
        (
            cross_correlate(
                np.pad(_OUTPUT_GRADIENT, [(1, 1), (2, 2)], "edge"), np.flip(_KERNEL)
            ),
            "right but for its border. The frame should hold zeros",
        ),
    ]
    shapes = {
        (3, 2): "without a frame of zeros, the window does not reach the border",
        (7, 8): "the frame is as wide as the filter; it should be one less on each side",
        (5, 4): "a frame of 1 on each side fits a 2 × 2 filter only",
        (7, 4): "the frame takes the filter's width for its height",
        (4, 7): "the filter was transposed or turned by 90 degrees; turn it by 180",
        (4, 4): "the frame is on one side only",
    }
    compare("input_gradient", found, right, slips, "the picture has that shape", shapes)
    return "Every pixel gets its share through each weight that it has met."


@Check
def gradient_check(answer):
    """Want a function that measures a gradient by central differences."""
    array, step = np.array([[1.0, -2.0, 0.5], [3.0, -1.0, 2.0]]), 0.1
    given = array.copy()
    reasons = {"sequence": "Subtract two losses, which are numbers, and not two arrays."}
    found = gradient_of(answer, "numerical_gradient", _loss, given, step, reasons=reasons)
    right = numerical_gradient(_loss, array, step)
    if not np.array_equal(given, array):
        raise Mistake(
            "Your `numerical_gradient` changes the array that it is given. Add the nudge to a "
            "copy: `array + nudge` makes one."
        )

    def with_nudge(nudge, divisor):
        """Give what comes out if each number is moved by something else."""
        gradient = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            moved = nudge(place)
            gradient[place] = (_loss(array + moved) - _loss(array - moved)) / divisor
        return gradient

    def one(place, height):
        moved = np.zeros_like(array)
        moved[place] = height
        return moved

    def so_far(place):
        end = place[0] * array.shape[1] + place[1] + 1
        return np.where(np.arange(array.size).reshape(array.shape) < end, step, 0)

    here, above, below = _loss(array), right.copy(), right.copy()
    for place in np.ndindex(array.shape):
        above[place] = (_loss(array + one(place, step)) - here) / step
        below[place] = (here - _loss(array - one(place, step))) / step
    slips = [
        (2 * right, "twice as large as it should be: the two points are 2 steps apart"),
        (
            right * step * step,
            "multiplied by the step. In Python `a / 2 * step` is `(a / 2) * step`: use parentheses",
        ),
        (right * step, "not divided by the step"),
        (right * 2 * step, "a difference. Divide it by the distance of the two points"),
        (above, "one-sided, from here upward. Take a point on either side"),
        (below, "one-sided, from below up to here. Take a point on either side"),
        (
            with_nudge(lambda place: np.full_like(array, step), 2 * step),
            "measured with all numbers moved at once. Move one, and leave the others alone",
        ),
        (
            with_nudge(so_far, 2 * step),
            "measured with the numbers before still moved. Start each nudge from zeros",
        ),
        (
            with_nudge(lambda place: one(place, 1), 2 * step),
            "measured 1 away, not `step` away",
        ),
        (
            numerical_gradient(_loss, array, 1e-5),
            "measured with a step of its own. Use the argument `step`",
        ),
    ]
    compare("numerical_gradient", found, right, slips, "the array has that shape")
    return "One number moves at a time, a little up and a little down."


def _loss(array):
    """Bend in every number and mix two of them, so that no slip stays hidden."""
    array = np.asarray(array)
    return np.sum(array**3) + 2 * array[0, 0] * array[1, 1]


@Check
def gradient_step(answer):
    """Want a loop that goes against the gradient of the mean squared error."""
    target = cross_correlate(_PICTURE, _KERNEL) + _OUTPUT_GRADIENT
    judge_step(answer, "learn_filter", _PICTURE, target, _KERNEL)
    return "Forward, backward, and one step against the gradient."
