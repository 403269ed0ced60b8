"""Five dropout rates, tried one after another and all at once.

Networks that share nothing but their input can be trained as one: their losses are added,
so no gradient of one reaches another, and Adam scales each weight by itself. The computer
is asked once for a batch where it was asked five times.
"""

import keras

from lessons_lib.bench.recipes import give_tensorflow_its_options_back, prepare_in_64_bits
from lessons_lib.models import create_model_dropout
from lessons_lib.preprocessing import prepare_dataset

# those of the workshop's lesson
RATES = (0.15, 0.3, 0.45, 0.6, 0.75)
EPISODE_SEEDS = (1, 2, 3)
KEPT = ("loss", "val_accuracy")


def one_after_another(models, data, **options):
    """Train networks, each by itself.

    Parameters
    ----------
    models : list of keras.Model
        Not compiled.
    data : tuple of numpy.ndarray
        As :func:`lessons_lib.preprocessing.prepare_dataset` gives it.
    **options
        For ``fit``.

    Returns
    -------
    list of dict
        For each network ``loss`` and ``val_accuracy``, a list with a number an epoch.
    """
    train_images, val_images, train_labels, val_labels = data
    curves = []
    for model in models:
        model.compile(
            optimizer=keras.optimizers.Adam(),
            loss=keras.losses.CategoricalCrossentropy(),
            metrics=[keras.metrics.CategoricalAccuracy(name="accuracy")],
        )
        history = model.fit(
            train_images,
            train_labels,
            validation_data=(val_images, val_labels),
            verbose=0,
            **options,
        ).history
        curves.append({kept: history[kept] for kept in KEPT})
    return curves


def all_at_once(models, data, **options):
    """Train networks as the branches of a single one; see `one_after_another`."""
    train_images, val_images, train_labels, val_labels = data
    # the parts of a network need different names
    names = [f"rate_{number}" for number in range(len(models))]
    for model, name in zip(models, names, strict=True):
        model.name = name
    inputs = keras.Input(shape=train_images.shape[1:])
    together = keras.Model(inputs, [model(inputs) for model in models])
    together.compile(
        optimizer=keras.optimizers.Adam(),
        loss=[keras.losses.CategoricalCrossentropy() for _ in models],
        metrics=[[keras.metrics.CategoricalAccuracy(name="accuracy")] for _ in models],
        steps_per_execution=25,
    )
    history = together.fit(
        train_images,
        [train_labels for _ in models],
        validation_data=(val_images, [val_labels for _ in models]),
        verbose=0,
        **options,
    ).history
    return [
        {
            "loss": history[f"{name}_loss"],
            "val_accuracy": history[f"val_{name}_accuracy"],
        }
        for name in names
    ]


def naive(images, labels, epochs):
    """Sweep as the workshop's lesson does: 64-bit numbers, batches of 32."""
    give_tensorflow_its_options_back()
    data = prepare_in_64_bits(images, labels)
    models = [create_model_dropout(rate) for rate in RATES]
    return one_after_another(models, data, batch_size=32, epochs=epochs)


def branches(images, labels, epochs):
    """Do the same work with five branches in one training."""
    data = prepare_dataset(images, labels)
    models = [create_model_dropout(rate) for rate in RATES]
    return all_at_once(models, data, batch_size=32, epochs=epochs)


def episode(images, labels, epochs):
    """Sweep as episode 5 does: each rate with three seeds, batches of 64."""
    data = prepare_dataset(images, labels)
    curves = []
    for rate in RATES:
        for seed in EPISODE_SEEDS:
            keras.utils.set_random_seed(seed)
            model = create_model_dropout(rate)
            curves += one_after_another([model], data, batch_size=64, epochs=epochs)
    return curves


WAYS = {"one after another": naive, "all at once": branches, "episode 5": episode}
