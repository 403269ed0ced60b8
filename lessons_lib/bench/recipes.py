"""The trainings that are compared. Each prepares its data, and then trains.

A recipe is a pair of functions:

``prepare(images, labels)``
    takes pictures and labels as :func:`lessons_lib.data.load_cifar10` gives them: arrays of
    uint8, shapes (n, 32, 32, 3) and (n, 1). It gives four arrays: the pictures to train on,
    those to validate on, and the labels of both, in whatever form the recipe's network wants.
``train(data, epochs, seed, callback)``
    takes these four arrays, and what :func:`run` is given. It builds a network, trains it
    and gives it back, a keras.Model. Its validation accuracy is called ``val_accuracy``.

All train on the same four fifths of CIFAR-10's training pictures and validate on the same
fifth: those of :func:`lessons_lib.preprocessing.prepare_dataset`.
"""

import keras
from sklearn.model_selection import train_test_split

from lessons_lib import traced_once, untuned
from lessons_lib.data import load_cifar10
from lessons_lib.fast.augmentation import mirror_and_shift, mirror_half
from lessons_lib.fast.batches import ShuffledBatches
from lessons_lib.fast.networks import create_model_fast
from lessons_lib.fast.one_cycle import OneCycle
from lessons_lib.fast.whitening import whiten_patches
from lessons_lib.models import create_model_dropout, create_model_intro
from lessons_lib.preprocessing import prepare_dataset
from lessons_lib.training import BATCH_SIZE, STEPS_PER_EXECUTION

PICTURES_TO_WHITEN = 1000


def split(images, labels, one_hot):
    """Hold out a fifth, the same one for every recipe, whatever its labels look like.

    Parameters
    ----------
    images : numpy.ndarray, shape (n, ...)
    labels : numpy.ndarray, shape (n, ...)
        In the form that the network wants.
    one_hot : numpy.ndarray of float, shape (n, 10)
        The labels in the form by which the split is made.

    Returns
    -------
    train_images, val_images, train_labels, val_labels : numpy.ndarray
        Of the types that went in.
    """
    return train_test_split(
        images, labels, test_size=0.2, random_state=42, stratify=one_hot
    )


def prepare_in_64_bits(images, labels):
    """Divide by 255.0, which makes 64-bit numbers of the pixels, and hold out a fifth.

    Parameters
    ----------
    images : numpy.ndarray of uint8, shape (n, 32, 32, 3)
    labels : numpy.ndarray of uint8, shape (n, 1)

    Returns
    -------
    train_images, val_images : numpy.ndarray of float64, shape (n, 32, 32, 3)
        Values from 0 to 1.
    train_labels, val_labels : numpy.ndarray of float, shape (n, 10)
        One-hot rows.
    """
    scaled = images / 255.0
    one_hot = keras.utils.to_categorical(labels, num_classes=10)
    return split(scaled, one_hot, one_hot)


def prepare_whole_numbers(images, labels):
    """Leave pixels and labels as they are, and hold out a fifth.

    Parameters
    ----------
    images : numpy.ndarray of uint8, shape (n, 32, 32, 3)
    labels : numpy.ndarray of uint8, shape (n, 1)

    Returns
    -------
    train_images, val_images : numpy.ndarray of uint8, shape (n, 32, 32, 3)
    train_labels, val_labels : numpy.ndarray of uint8, shape (n, 1)
    """
    one_hot = keras.utils.to_categorical(labels, num_classes=10)
    return split(images, labels, one_hot)


def train_as_installed():
    """Take back what makes trainings faster by itself: see `untuned` and `traced_once`.

    This holds until the process ends. On another backend it does nothing.
    """
    if keras.backend.backend() == "tensorflow":
        import tensorflow
        from keras.src.backend.tensorflow import trainer

        untuned.switch_autotuning_back(tensorflow)
        traced_once.build_while_tracing(trainer)


def fit_arrays(model, data, epochs, callback, batch_size, steps_per_execution=1):
    """Compile a network for one-hot labels and train it on arrays.

    Parameters
    ----------
    model : keras.Model
        Not compiled; it gives probabilities of shape (batch, 10).
    data : sequence of four numpy.ndarray
        As a recipe's ``prepare`` gives them, the labels one-hot.
    epochs : int
    callback : keras.callbacks.Callback
    batch_size : int
        Pictures a step.
    steps_per_execution : int, default 1
        Steps that the backend takes each time that Keras asks for some.

    Returns
    -------
    keras.Model
        The same, trained.
    """
    train_images, val_images, train_labels, val_labels = data
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
        steps_per_execution=steps_per_execution,
    )
    model.fit(
        train_images,
        train_labels,
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(val_images, val_labels),
        callbacks=[callback],
        verbose=0,
    )
    return model


def naive(create_model):
    """Make a training such as the workshop's lesson wrote it, mended so that it runs.

    Pixels become 64-bit numbers, batches have 32 pictures, Keras asks for each step, and
    TensorFlow tunes its pipeline.

    Parameters
    ----------
    create_model : callable
        Gives a network that is not compiled, as in :mod:`lessons_lib.models`.

    Returns
    -------
    prepare, train : callable
        A recipe: see the top of this module.
    """

    def train(data, epochs, seed, callback):
        train_as_installed()
        return fit_arrays(create_model(), data, epochs, callback, batch_size=32)

    return prepare_in_64_bits, train


def episode(create_model):
    """Make a training such as episodes 1 and 4 write it.

    Parameters
    ----------
    create_model : callable
        Gives a network that is not compiled, as in :mod:`lessons_lib.models`.

    Returns
    -------
    prepare, train : callable
        A recipe: see the top of this module.
    """

    def train(data, epochs, seed, callback):
        return fit_arrays(
            create_model(),
            data,
            epochs,
            callback,
            batch_size=BATCH_SIZE,
            steps_per_execution=STEPS_PER_EXECUTION,
        )

    return prepare_dataset, train


def fast(filters, augment):
    """Make a training such as deep dive 17 arrives at.

    Parameters
    ----------
    filters : tuple of int
        Of the network's blocks: see :func:`lessons_lib.fast.networks.create_model_fast`.
    augment : callable
        Varies a batch: see :class:`lessons_lib.fast.batches.ShuffledBatches`.

    Returns
    -------
    prepare, train : callable
        A recipe: see the top of this module.
    """

    def train(data, epochs, seed, callback):
        train_images, val_images, train_labels, val_labels = data
        batches = ShuffledBatches(train_images, train_labels, 128, seed, augment)
        model = create_model_fast(filters)
        whiten_patches(model, train_images[:PICTURES_TO_WHITEN])
        model.compile(
            optimizer=keras.optimizers.Adam(OneCycle(0.01, len(batches) * epochs)),
            loss=keras.losses.SparseCategoricalCrossentropy(),
            metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
            steps_per_execution=STEPS_PER_EXECUTION,
        )
        model.fit(
            batches,
            epochs=epochs,
            validation_data=(val_images, val_labels),
            validation_batch_size=500,
            callbacks=[callback],
            shuffle=False,
            verbose=0,
        )
        return model

    return prepare_whole_numbers, train


# by its name, a recipe: prepare and train, as the top of this module says
RECIPES = {
    "naive intro": naive(create_model_intro),
    "naive dropout": naive(create_model_dropout),
    "episode intro": episode(create_model_intro),
    "episode dropout": episode(create_model_dropout),
    "fast S": fast((32, 64, 128), augment=lambda batch, random: mirror_half(batch)),
    "fast S2": fast((32, 96, 192), augment=mirror_and_shift),
}


def run(name, epochs, seed, callback, pictures=None):
    """Prepare and train one recipe.

    Parameters
    ----------
    name : str
        A key of ``RECIPES``.
    epochs : int
        Passes over the training pictures; a learning rate that falls falls over all of
        them.
    seed : int
    callback : keras.callbacks.Callback
        Sees the training.
    pictures : int, optional
        Use so many of the training pictures only.

    Returns
    -------
    model : keras.Model
        Trained.
    sizes : tuple of int
        How many pictures it was trained and validated on.
    """
    prepare, train = RECIPES[name]
    (images, labels), _ = load_cifar10()
    keras.utils.set_random_seed(seed)
    data = prepare(images[:pictures], labels[:pictures])
    return train(data, epochs, seed, callback), (len(data[0]), len(data[1]))
