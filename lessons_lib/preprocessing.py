"""What episode 2 teaches: from raw pictures and labels to arrays for training."""

import keras
import numpy as np
from sklearn.model_selection import train_test_split


def prepare_dataset(images, labels):
    """Scale the pictures, one-hot encode the labels and hold out a fifth.

    Episode 2 writes this function out; the later episodes import it.

    Parameters
    ----------
    images : numpy.ndarray of uint8, shape (n, height, width, channels)
        Pixel values from 0 to 255.
    labels : numpy.ndarray of int, shape (n, 1) or (n,)
        Class numbers from 0 to 9.

    Returns
    -------
    train_images, val_images : numpy.ndarray of float32
        Four fifths and one fifth of the pictures, values from 0 to 1. The class
        shares are those of the whole.
    train_labels, val_labels : numpy.ndarray of float, shape (n, 10)
        One-hot rows: a 1 in the column of the class, 0 elsewhere.

    Raises
    ------
    ValueError
        If a class has fewer than two pictures, or the lengths differ.

    Notes
    -----
    NumPy turns 8-bit integers divided by ``255.0`` into 64-bit numbers, twice
    the memory for nothing. Dividing by a 32-bit 255 keeps the result in 32 bits.
    """
    # scale the pixel values from 0..255 to 0..1, as 32-bit numbers
    images = images / np.float32(255)

    # one-hot encode the labels
    labels = keras.utils.to_categorical(labels, num_classes=10)

    # hold out a fifth for validation, with the same share of every class
    train_images, val_images, train_labels, val_labels = train_test_split(
        images, labels, test_size=0.2, random_state=42, stratify=labels
    )

    return train_images, val_images, train_labels, val_labels
