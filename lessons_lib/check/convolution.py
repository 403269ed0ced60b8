"""Checks of deep dive 11: a value of a feature map by hand, and a kernel for edges."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import number_in
from lessons_lib.check.values import as_array, describe, shape_of

_WINDOW = np.array([[0, 0, 1], [0, 0, 1], [0, 0, 0]])
# Row and column of the upper left corner of windows that people take instead.
_OTHER_WINDOWS = {
    (3, 1): "you have swapped row and column. The row comes first.",
    (0, 2): "it begins one row and one column too early. Counting is from 0.",
    (1, 4): "it begins in column 4.",
    (4, 1): "that is the window of the text, at the mouth.",
}

_ROWS = {
    "rows_stride_1": (
        6,
        {
            8: "the picture has 8. The window is 3 rows high and has to fit in.",
            5: "that is the last row in which a window can begin. Counting begins at 0.",
            3: "that is the height of the window.",
            7: "a window of 2 rows would fit so often; this one has 3.",
            36: "that is how many numbers the whole map has.",
        },
    ),
    "rows_stride_2": (
        3,
        {
            6: "that is the number for a stride of 1.",
            4: "the window would begin in row 6 then, and end below the picture.",
            2: "did you forget the first place, the + 1?",
            2.5: "half a step is not taken. Round down, and count the first place.",
            3.5: "half a step is not taken. Round down.",
            5: "each step skips a row: the window begins in rows 0, 2 and so on.",
            9: "that is how many numbers the whole map has.",
        },
    ),
}


@Check
def one_output_value(answer):
    """Want a window of the smiley, its sum with the strict detector, and two heights."""
    _compare_window(answer)
    _compare_value(answer)
    for name, (right, slips) in _ROWS.items():
        compare_number(
            answer, name, right, slips, "count the rows in which a window can begin."
        )
    return "The value is -2: the eye is where this detector wants it dark."


def _compare_window(answer):
    window = as_array(answer["eye_window"])
    if window is None or window.ndim == 0:
        raise Mistake(
            f"`eye_window` is {describe(answer['eye_window'])}; it should be nine numbers "
            "of `smiley`."
        )
    if window.shape != (3, 3):
        slip = {
            (2, 2): "The end of a slice is left out: three rows from row 1 on are `1:4`.",
            (4, 4): "The end of a slice is left out: `1:4` are three rows already.",
            (8, 8): "That is the whole picture; the detector covers a part of it.",
        }
        hint = slip.get(window.shape, "The detector covers three rows and three columns.")
        raise Mistake(f"`eye_window` has the shape {window.shape}. {hint}")
    if np.array_equal(window, _WINDOW):
        return
    smiley = as_array(answer["smiley"])
    if smiley is not None and smiley.shape == (8, 8):
        for (row, column), slip in _OTHER_WINDOWS.items():
            if np.array_equal(window, smiley[row : row + 3, column : column + 3]):
                raise Mistake(f"`eye_window` is another window: {slip}")
    raise Mistake(
        "`eye_window` does not hold the pixels of rows 1, 2, 3 and columns 3, 4, 5. Take them "
        "as they are; the detector comes next."
    )


def _compare_value(answer):
    value = answer["eye_value"]
    if shape_of(value):
        raise Mistake(
            f"`eye_value` is {describe(value)}. Multiply number by number with `*`, and add "
            "the nine products up to one number."
        )
    slips = {
        2: "that is the sum of the pixels, or a wrong sign. What does the detector do to them?",
        0: "that would be the match with `upright`, which has no negative numbers.",
        4: "the two light pixels are in the right column, which counts -1 and not 2.",
        -1: "two pixels of the window are light, and both are in the right column.",
        1: "that belongs to another window: rows 3, 4, 5 and columns 1, 2, 3.",
    }
    compare_number(answer, "eye_value", -2, slips, "add up the nine products.")


def compare_number(answer, name, right, slips, otherwise):
    """See that a name holds the right number, or say which slip leads to it.

    Parameters
    ----------
    answer : lessons_lib.check.answer.Answer
    name : str
    right : float
    slips : dict of float to str
        What to say of a wrong number that is known.
    otherwise : str
        What to say of any other.

    Raises
    ------
    Mistake
        If it holds another number, or none.
    """
    number = number_in(answer, name)
    if not np.isclose(number, right):
        known = (slip for wrong, slip in slips.items() if np.isclose(number, wrong))
        raise Mistake(f"`{name}` is {number:.3g}: {next(known, otherwise)}")


@Check
def vertical_edge_kernel(answer):
    """Want 3 by 3 numbers that answer to light left of dark, and to nothing across."""
    kernel = as_array(answer["edge_kernel"])
    if kernel is None or kernel.ndim == 0:
        raise Mistake(
            f"`edge_kernel` is {describe(answer['edge_kernel'])}; it should be an array of "
            "3 × 3 numbers."
        )
    if kernel.shape != (3, 3):
        raise Mistake(f"Your kernel has the shape {kernel.shape}; this one wants (3, 3).")
    if not np.isfinite(kernel).all():
        raise Mistake("Your kernel holds something that is no finite number.")
    kernel = kernel.astype(float)
    if not kernel.any():
        raise Mistake("A kernel of zeros answers to nothing.")
    _compare_even_area(kernel)
    _compare_edge_across(kernel)
    # how the sum grows while the light enters the window from the left
    entering = np.cumsum(kernel.sum(axis=0))[:2]
    if np.allclose(entering, 0):
        raise Mistake(
            "Your kernel gives 0 at an upright edge as well: what its rows do, they undo for "
            "each other. Let them agree."
        )
    if entering.max() > 1e-9 and entering.min() < -1e-9:
        raise Mistake(
            "At an upright edge your kernel gives positive and negative sums side by side. It "
            "looks for a line; an edge has one light side and one dark side."
        )
    if entering.min() < -1e-9:
        raise Mistake(
            "Your kernel finds upright edges, but it is positive where dark lies left of "
            "light. Turn its signs around."
        )
    return (
        "Positive where light lies left of dark, and silent on even areas and edges across."
    )


def _compare_even_area(kernel):
    total = kernel.sum()
    if np.isclose(total, 0):
        return
    if (kernel >= 0).all():
        raise Mistake(
            f"Your kernel has no negative numbers, so an even light area gets {total:g} times "
            "its brightness. Ask for dark somewhere, too."
        )
    raise Mistake(
        f"The numbers of your kernel add up to {total:g}, so it answers to even areas. They "
        "should add up to 0."
    )


def _compare_edge_across(kernel):
    rows, columns = kernel.sum(axis=1), kernel.sum(axis=0)
    if np.allclose(rows, 0):
        return
    if np.allclose(columns, 0):
        raise Mistake(
            "Your kernel finds edges that run across, such as light above dark. Turn it on its "
            "side, so that it compares left with right."
        )
    raise Mistake(
        "Your kernel also answers to edges that run across: not each of its rows adds up to 0."
    )
