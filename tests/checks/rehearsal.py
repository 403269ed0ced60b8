"""A rehearsal in the place of a training: everything of `fit` but the learning.

Checks judge what was asked of a training and never how well it went.
"""

import gc
import math

import keras
import numpy as np

REHEARSED = 8

# Notebooks clear Keras' session between trainings, and Python then looks for garbage in all
# that was imported: half a second each time, where the rehearsal itself takes a tenth.
gc.freeze()


def rehearse(
    model,
    x=None,
    y=None,
    batch_size=None,
    epochs=1,
    validation_data=None,
    callbacks=(),
    **_,
):
    """Record a training without doing it: as many steps, and curves drawn at random.

    One step of measuring raises what a training would raise, and names the metrics.
    Pictures may come as arrays, or as batches that `fit` would ask for one by one.
    """
    model.run_eagerly = True
    steps = math.ceil(len(x) / (batch_size or 32)) if y is not None else len(x)
    if y is None:
        x, y = x[0]
    names = model.test_on_batch(x[:REHEARSED], _few(y), return_dict=True)
    # Other starting weights, other curves; and a training leaves other weights.
    weights = model.get_weights()
    rng = np.random.default_rng(weights[0].view("uint32").ravel()[:8])
    model.set_weights([1.01 * array for array in weights])
    history = keras.callbacks.History()
    told = keras.callbacks.CallbackList(
        [history, *callbacks], model=model, verbose=0, epochs=epochs, steps=steps
    )
    model.stop_training = False
    told.on_train_begin()
    for epoch in range(epochs):
        logs = _drawn(rng, names, len(x))
        if validation_data is not None:
            drawn = _drawn(rng, names, len(validation_data[0]))
            logs |= {f"val_{name}": number for name, number in drawn.items()}
        told.on_epoch_end(epoch, logs)
        # Far fewer steps than a training has: the next answer begins with this model, too.
        model.optimizer.iterations.assign_add(1)
        if model.stop_training:
            break
    told.on_train_end()
    model.history = history
    return history


def _few(labels):
    """Take the first labels, of every branch if there are several."""
    if isinstance(labels, list):
        return [of_branch[:REHEARSED] for of_branch in labels]
    return labels[:REHEARSED]


def _drawn(rng, names, count):
    """Draw losses larger than 1, and shares of some pictures for the metrics."""
    return {
        name: rng.uniform(1, 3)
        if name.endswith("loss")
        else rng.integers(1, max(count, 2)) / count
        for name in names
    }
