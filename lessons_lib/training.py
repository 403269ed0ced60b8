"""The course's training recipe, for commands and tests; the episodes write it out."""

import keras

from lessons_lib.data import load_cifar10
from lessons_lib.preprocessing import prepare_dataset

BATCH_SIZE = 64
# Between two returns to Python. With PyTorch, Keras knows no number but 1.
STEPS_PER_EXECUTION = 1 if keras.backend.backend() == "torch" else 25
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
        steps_per_execution=STEPS_PER_EXECUTION,
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


def fit_together(models, train_data, val_data, epochs, batch_size=64):
    """Train several networks as the branches of one, and give the curves of each.

    Every network gets the same batches. The loss that Adam minimizes is the sum of
    theirs, so each learns what it would learn alone from these batches. Episode 4
    writes this function out.

    Parameters
    ----------
    models : dict of keras.Model
        Not compiled, for the same pictures, with probabilities as output. Trained in
        place, and renamed ``branch_0``, ``branch_1`` and so on.
    train_data, val_data : tuple of numpy.ndarray
        Pictures and one-hot labels, as
        :func:`lessons_lib.preprocessing.prepare_dataset` gives them.
    epochs : int
        Passes over the training pictures.
    batch_size : int, default 64
        Pictures a step.

    Returns
    -------
    dict of dict
        For each key of ``models``: ``loss``, ``accuracy``, ``val_loss`` and
        ``val_accuracy``, with one number an epoch.

    Notes
    -----
    The order of the pictures is decided by the seed that was set last.
    """
    train_images, train_labels = train_data
    val_images, val_labels = val_data

    inputs = keras.Input(shape=train_images.shape[1:])
    outputs = []
    for number, model in enumerate(models.values()):
        # the parts of a network must differ in their names
        model.name = f"branch_{number}"
        outputs.append(model(inputs))
    together = keras.Model(inputs=inputs, outputs=outputs)

    # one loss and one metric for each answer; Keras adds the losses
    together.compile(
        optimizer=keras.optimizers.Adam(),
        loss=[keras.losses.CategoricalCrossentropy() for _ in outputs],
        metrics=[[keras.metrics.CategoricalAccuracy(name="accuracy")] for _ in outputs],
        steps_per_execution=STEPS_PER_EXECUTION,
    )
    tell = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: print(f"epoch {epoch + 1} of {epochs} is done")
    )
    history = together.fit(
        x=train_images,
        y=[train_labels for _ in outputs],
        batch_size=batch_size,
        epochs=epochs,
        validation_data=(val_images, [val_labels for _ in outputs]),
        callbacks=[tell],
        verbose=0,
    ).history
    return {
        key: {
            "loss": history[f"{model.name}_loss"],
            "accuracy": history[f"{model.name}_accuracy"],
            "val_loss": history[f"val_{model.name}_loss"],
            "val_accuracy": history[f"val_{model.name}_accuracy"],
        }
        for key, model in models.items()
    }
