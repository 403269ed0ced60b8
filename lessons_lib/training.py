"""The course's training recipe, for commands and tests; the episodes write it out."""

import keras

from lessons_lib.data import load_cifar10
from lessons_lib.preprocessing import prepare_dataset

BATCH_SIZE = 64
INTRO_EPOCHS = 10
# Dropout slows convergence, so it gets half as many again (episode 4).
DROPOUT_EPOCHS = 15


def train(create_model, seed, epochs):
    """Train a network of the course as episodes 1 and 4 do.

    Parameters
    ----------
    create_model : callable
        Gives a model that is not compiled, e.g.
        :func:`lessons_lib.models.create_model_dropout`.
    seed : int
        For the weights at the start, the order of the pictures and dropout.
    epochs : int
        Passes over the training pictures.

    Returns
    -------
    model : keras.Model
        Trained on the four fifths that ``prepare_dataset`` gives.
    history : dict
        For ``loss``, ``accuracy``, ``val_loss`` and ``val_accuracy`` one number
        an epoch.
    """
    (all_images, all_labels), _ = load_cifar10()
    train_images, val_images, train_labels, val_labels = prepare_dataset(
        all_images, all_labels
    )
    keras.utils.set_random_seed(seed)
    model = create_model()
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.CategoricalCrossentropy(),
        metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
        steps_per_execution=25,
    )
    history = model.fit(
        x=train_images,
        y=train_labels,
        batch_size=BATCH_SIZE,
        epochs=epochs,
        validation_data=(val_images, val_labels),
        verbose=2,
    )
    return model, history.history
