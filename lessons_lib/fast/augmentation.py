"""Vary a batch of pictures in ways that keep their labels true: mirror and shift."""

import numpy as np


def mirror_half(batch):
    """Mirror the first half of a batch, left to right.

    In a shuffled batch the first half is a random half. Notebook 17 writes this
    function out.

    Parameters
    ----------
    batch : numpy.ndarray, shape (n, height, width, channels)
        Pictures; they stay as they are.

    Returns
    -------
    numpy.ndarray
        A copy. Of an odd number of pictures, the smaller half is mirrored.
    """
    half = len(batch) // 2
    mirrored = batch.copy()
    mirrored[:half] = batch[:half, :, ::-1]
    return mirrored


def shift_batch(batch, down, right):
    """Shift all pictures of a batch by a few pixels.

    What comes in at one side repeats the pixels of the border. Notebook 17 writes
    this function out.

    Parameters
    ----------
    batch : numpy.ndarray, shape (n, height, width, channels)
        Pictures; they stay as they are.
    down, right : int
        Pixels; negative numbers shift up and to the left.

    Returns
    -------
    numpy.ndarray
        Same shape and type.
    """
    height, width = batch.shape[1:3]
    margin = max(abs(down), abs(right))
    sides = (margin, margin)
    padded = np.pad(batch, ((0, 0), sides, sides, (0, 0)), mode="edge")
    top, left = margin - down, margin - right
    return padded[:, top : top + height, left : left + width]


def mirror_and_shift(batch, random):
    """Mirror half of a batch, and shift the batch by at most a pixel each way.

    Notebook 17 writes this function out.

    Parameters
    ----------
    batch : numpy.ndarray, shape (n, height, width, channels)
        Pictures; they stay as they are.
    random : numpy.random.Generator
        Decides on the shift.

    Returns
    -------
    numpy.ndarray
        Same shape and type.
    """
    down, right = random.integers(-1, 2, size=2)
    return shift_batch(mirror_half(batch), down, right)
