"""Five dropout rates: one after another as the lesson does it, and all at once."""

from functools import partial

import keras

from lessons_lib.bench.recipes import fit_arrays, prepare_in_64_bits, train_as_installed
from lessons_lib.models import create_model_dropout
from lessons_lib.preprocessing import prepare_dataset
from lessons_lib.training import BATCH_SIZE, fit_together

# those of the workshop's lesson
RATES = (0.15, 0.3, 0.45, 0.6, 0.75)
EPISODE_SEEDS = (1, 2, 3)


def one_after_another(images, labels, epochs):
    """Sweep as the lesson does: 64-bit numbers, batches of 32, a training for each rate.

    Parameters
    ----------
    images : numpy.ndarray of uint8, shape (n, 32, 32, 3)
    labels : numpy.ndarray of uint8, shape (n, 1)
    epochs : int

    Returns
    -------
    list of float
        For each training the validation accuracy after the last epoch, in the order of
        ``RATES``.
    """
    train_as_installed()
    data = prepare_in_64_bits(images, labels)
    accuracies = []
    for rate in RATES:
        history = keras.callbacks.History()
        fit_arrays(create_model_dropout(rate), data, epochs, history, batch_size=32)
        accuracies.append(history.history["val_accuracy"][-1])
    return accuracies


def all_at_once(images, labels, epochs, batch_size=32):
    """Do the same work with five branches in one training.

    Parameters
    ----------
    images : numpy.ndarray of uint8, shape (n, 32, 32, 3)
    labels : numpy.ndarray of uint8, shape (n, 1)
    epochs : int
    batch_size : int, default 32
        Pictures a step; the lesson's are 32.

    Returns
    -------
    list of float
        For each branch the validation accuracy after the last epoch, in the order of
        ``RATES``.
    """
    models = {rate: create_model_dropout(rate) for rate in RATES}
    return _together(models, images, labels, epochs, batch_size)


def episode(images, labels, epochs):
    """Sweep as episode 5 does: three seeds for each rate, batches of 64, all at once.

    Parameters
    ----------
    images : numpy.ndarray of uint8, shape (n, 32, 32, 3)
    labels : numpy.ndarray of uint8, shape (n, 1)
    epochs : int

    Returns
    -------
    list of float
        For each branch the validation accuracy after the last epoch: all seeds of a rate,
        then those of the next one.
    """
    models = {}
    for rate in RATES:
        for seed in EPISODE_SEEDS:
            keras.utils.set_random_seed(seed)
            models[rate, seed] = create_model_dropout(rate)
    return _together(models, images, labels, epochs, BATCH_SIZE)


def _together(models, images, labels, epochs, batch_size):
    train_images, val_images, train_labels, val_labels = prepare_dataset(images, labels)
    curves = fit_together(
        models, (train_images, train_labels), (val_images, val_labels), epochs, batch_size
    )
    return [curve["val_accuracy"][-1] for curve in curves.values()]


# by its name, a function of images, labels and epochs
WAYS = {
    "one after another": one_after_another,
    "all at once": all_at_once,
    "all at once, larger batches": partial(all_at_once, batch_size=BATCH_SIZE),
    "episode 5": episode,
}
