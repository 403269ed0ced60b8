"""Check of the notebook on fast training: half of a batch, mirrored."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.values import as_array, describe

# Five pictures in which every number differs from every other.
_BATCH = np.arange(5 * 4 * 4 * 3, dtype="uint8").reshape(5, 4, 4, 3)
_HALF = 2


@Check
def mirror_half(answer):
    """Want a function that mirrors the first half of a batch, left to right."""
    given = _BATCH.copy()
    returned = answer.call("mirror_half", given)
    made = as_array(returned)
    if made is None or made.shape != _BATCH.shape:
        raise Mistake(
            f"`mirror_half` returns {describe(returned)}; it should return a batch of the same "
            f"shape as its own, here {_BATCH.shape}."
        )
    if not np.array_equal(given, _BATCH):
        raise Mistake(
            "Your function changes the batch that it was given. Work on the copy, or the "
            "pictures in memory are mirrored for good."
        )
    _compare_first_half(made[:_HALF], _BATCH[:_HALF])
    if not np.array_equal(made[_HALF:], _BATCH[_HALF:]):
        raise Mistake("The second half of the batch should stay as it is, and it does not.")
    return "Left and right have changed places in half of the pictures, and nothing else."


def _compare_first_half(made, pictures):
    if np.array_equal(made, pictures[:, :, ::-1]):
        return
    for wrong, reason in (
        (pictures, "The first half is as it was."),
        (
            pictures[:, ::-1],
            "Your pictures stand on their heads: you have turned the rows around, and the "
            "columns are the next axis.",
        ),
        (
            pictures[..., ::-1],
            "You have turned the last axis around: the colors. Red and blue have changed places.",
        ),
        (
            pictures[::-1],
            "You have turned the first axis around: the order of the pictures. Each of them is "
            "as it was.",
        ),
        (
            pictures[:, ::-1, ::-1],
            "Rows and columns are both turned around: that is a turn by 180 degrees, not a "
            "mirror image.",
        ),
        (
            pictures[::-1, ::-1, ::-1, ::-1],
            "Every axis is turned around: the order of the pictures, rows, columns and colors. "
            "Name the axis.",
        ),
        (
            pictures.transpose(0, 2, 1, 3),
            "Rows and columns have changed places: the pictures are mirrored at their diagonal.",
        ),
        (
            _BATCH[_HALF : 2 * _HALF, :, ::-1],
            "The first half holds mirrored pictures of the second half. Then pictures and labels "
            "no longer belong together.",
        ),
        (255 - pictures, "You have made negatives: light and dark have changed places."),
    ):
        if np.array_equal(made, wrong):
            raise Mistake(reason)
    raise Mistake(
        "The first half is changed, but it is not mirrored left to right: in each row of pixels "
        "the last should become the first."
    )
