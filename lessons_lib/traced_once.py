"""Let TensorFlow trace a training once and not twice, so that its first step comes sooner.

TensorFlow *traces* a step before the first one: it runs the Python of it and writes down
the operations. A function that makes variables on the way is traced again, to have it
without that (TensorFlow 2.21). Keras 3.15 leaves the variables of optimizer and metrics
to the tracing on TensorFlow, "to maximize backwards compatibility"; with JAX and PyTorch
it makes them before, from the shapes of a batch. Here TensorFlow gets it that way, too.
Where many small networks are trained, tracing is most of the time. The trained numbers
are the same to the last bit.
"""

import contextlib
import functools

from lessons_lib.when_imported import when_imported


def trace_trainings_once():
    """Have Keras build before TensorFlow traces, when Keras is imported for TensorFlow."""
    when_imported("keras.src.backend.tensorflow.trainer", build_before_tracing)


def build_before_tracing(trainer):
    """Make Keras build optimizer and metrics before TensorFlow traces a step.

    Parameters
    ----------
    trainer : module
        ``keras.src.backend.tensorflow.trainer``, just imported.
    """
    cls = getattr(trainer, "TensorFlowTrainer", None)
    # These names are not public. Where a later Keras has others, as one on Colab may, it
    # trains as it does by itself.
    if hasattr(cls, "_maybe_symbolic_build"):
        cls._maybe_symbolic_build = _from_shapes(cls._maybe_symbolic_build)


def build_while_tracing(trainer):
    """Take back what :func:`build_before_tracing` does, if it was done.

    Parameters
    ----------
    trainer : module
        ``keras.src.backend.tensorflow.trainer``.
    """
    cls = trainer.TensorFlowTrainer
    cls._maybe_symbolic_build = getattr(
        cls._maybe_symbolic_build, "__wrapped__", cls._maybe_symbolic_build
    )


def _from_shapes(as_keras_does):
    @functools.wraps(as_keras_does)
    def build(model, iterator=None, data_batch=None):
        # What can't be built from shapes is left to the tracing, as it was, and so is
        # saying what is wrong with a network or its data.
        with contextlib.suppress(Exception):
            if model._distribute_strategy is None:
                shapes = data_batch
                if shapes is None:
                    # No batch is drawn for it: the next ones would be others.
                    shapes = iterator._distributed_dataset.element_spec
                model._symbolic_build(data_batch=shapes)
        as_keras_does(model, iterator, data_batch)

    return build
