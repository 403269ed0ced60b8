"""Hand pictures out in batches, in a new order every epoch."""

import math

import keras
import numpy as np


class ShuffledBatches(keras.utils.PyDataset):
    """Batches of pictures and labels, in a new order every epoch.

    Only the row numbers are shuffled. The pictures of a batch are gathered when the
    batch is asked for, so they stay whole numbers, and no second copy of all of them
    is made. ``fit`` takes it in the place of arrays; with ``shuffle=False``, since the
    order is shuffled already. Notebook 17 writes this class out.

    Parameters
    ----------
    images : numpy.ndarray, shape (n, height, width, channels)
        Pictures of any type; they are neither copied nor changed.
    labels : numpy.ndarray, shape (n, ...)
        One row a picture.
    batch_size : int
        The last batch of an epoch holds what is left.
    seed : int
        For the orders and the augmentation. The same seed gives the same batches.
    augment : callable, optional
        Takes a batch of pictures and a random number generator, and gives the batch
        varied, such as :func:`lessons_lib.fast.augmentation.mirror_and_shift`.
    """

    def __init__(self, images, labels, batch_size, seed, augment=None):
        super().__init__()
        self.images, self.labels, self.batch_size = images, labels, batch_size
        self.seed, self.augment, self.epoch = seed, augment, 0
        self.draw_order()

    def __len__(self):
        return math.ceil(len(self.images) / self.batch_size)

    def draw_order(self):
        """Shuffle the row numbers of an epoch."""
        random = np.random.default_rng([self.seed, self.epoch])
        self.order = random.permutation(len(self.images))

    def on_epoch_end(self):
        """Go on to the next epoch; Keras calls this."""
        self.epoch += 1
        self.draw_order()

    def __getitem__(self, number):
        start = number * self.batch_size
        rows = self.order[start : start + self.batch_size]
        batch = self.images[rows]
        if self.augment is not None:
            # A seed for each batch: Keras may ask for one twice, or from another thread.
            random = np.random.default_rng([self.seed, self.epoch, number])
            batch = self.augment(batch, random)
        return batch, self.labels[rows]
