"""The gradient that Keras itself computes, whatever its backend."""

import keras


def keras_gradients(model, inputs, targets, loss):
    """Read the gradients out of one training step of Keras.

    Notebook 13 writes this function out. Keras 3 has no function for gradients
    that works on all its backends, but training does: plain gradient descent
    with a learning rate of 1 subtracts the gradient itself.

    Parameters
    ----------
    model : keras.Model
        Without layers that behave differently in training. It is compiled
        anew, and keeps its weights.
    inputs, targets : numpy.ndarray
        One batch.
    loss : str or keras.losses.Loss

    Returns
    -------
    list of numpy.ndarray
        One for each array of ``model.get_weights()``, in float32.
    """
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=1.0), loss=loss)
    before = model.get_weights()
    model.train_on_batch(inputs, targets)
    after = model.get_weights()
    model.set_weights(before)
    return [old - new for old, new in zip(before, after, strict=True)]
