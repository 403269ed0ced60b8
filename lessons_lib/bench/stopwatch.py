"""Note when an epoch ended, and how good the network was then."""

import time

import keras


class Stopwatch(keras.callbacks.Callback):
    """Time a training.

    The clock starts when Keras has taken the data over and is about to take the first
    step; what came before is preparation. It is read after the validation of each epoch,
    which therefore counts.

    Attributes
    ----------
    start : float
        When the clock was started, by `time.perf_counter`.
    epochs : list of dict
        For each epoch ``seconds`` since the start, and ``val_accuracy``.
    """

    def __init__(self):
        super().__init__()
        self.epochs = []

    def on_train_begin(self, logs=None):
        """Start the clock."""
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        """Read the clock; Keras has validated before."""
        seconds = time.perf_counter() - self.start
        self.epochs.append(
            {"seconds": seconds, "val_accuracy": float(logs["val_accuracy"])}
        )
