"""Compare the table of a learner's tuning with the trainings that it came from."""

import random
from dataclasses import dataclass

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.lookups import if_there, made_in
from lessons_lib.check.tuning_results import EPOCHS, SEEDS, Results
from lessons_lib.check.values import epochs_in_words


@dataclass(frozen=True)
class Loop(Results):
    """A loop that trains one network for each value and each seed.

    Attributes
    ----------
    model, history : str
        The learner's names for the network of one round and for its history.
    """

    model: str
    history: str


def compare_history(answer, loop, runs, last):
    """See that what the last training reached was stored, or raise a ``Mistake``.

    ``last`` lists its combinations in ``runs``, one for each epoch that is stored.
    Where there is no history, nothing is compared.
    """
    model = if_there(answer, loop.model, "Model")
    history = if_there(answer, loop.history, "History")
    if history is None:
        return
    if model is not None and history.model is not model:
        raise Mistake(
            f"You train the network `{history.model.name}`, but the one that this round has built "
            f"and compiled is `{loop.model}`."
        )
    where = f"`{loop.history}`, the history of the last training,"
    compare_curves(answer, loop, runs, last, history.history, where)


def compare_curves(answer, results, runs, last, curves, where):
    """See that what a training reached was stored, or raise a ``Mistake``.

    ``last`` lists its combinations in ``runs``, ``curves`` holds a list for each
    measure, and ``where`` says where they come from.
    """
    n_epochs = len(curves["loss"])
    if n_epochs != len(EPOCHS):
        raise Mistake(
            f"Your last training had {epochs_in_words(n_epochs)} instead of {len(EPOCHS)}."
        )
    stored = [runs[key] for key in last]
    reached = {name: curve[-len(last) :] for name, curve in curves.items()}
    if _close(reached.get("val_accuracy"), stored):
        return
    if _close(reached.get("accuracy"), stored):
        raise Mistake(
            "You store the accuracy on the training pictures. The one on the validation pictures "
            "is kept under another name."
        )
    if len(set(runs.values())) == 1:
        raise Mistake(
            f"All {results.count} rows hold the same accuracy. Which name holds the one of this "
            "round?"
        )
    compare_pictures(answer, runs)
    raise Mistake(
        f"The row of {results.in_words(last[-1])} says {stored[-1]:.4g}, and {where} does not. "
        "Are the entries of a row in the order of the columns, and both names from the same run "
        "of the cell?"
    )


def _close(curve, stored):
    # Who rounds to three decimals is right as well.
    return curve is not None and np.allclose(curve, stored, atol=6e-4)


def compare_seeds(runs, last_model):
    """See that trainings began with their seeds, or raise a ``Mistake``.

    That shows in accuracies that differ, and in the last network, unless it is None.
    """
    by_rest = {}
    for (value, _, *epoch), accuracy in runs.items():
        by_rest.setdefault((value, *epoch), set()).add(accuracy)
    if all(len(accuracies) == 1 for accuracies in by_rest.values()):
        raise Mistake(
            "Your three seeds give the same accuracies to the last digit, as if every training "
            "had started from one and the same seed. Set the one of the loop."
        )
    if last_model is not None and not _begins_with(last_model, SEEDS[-1]):
        raise Mistake(
            f"The starting weights of your last network don't come from seed {SEEDS[-1]}. Set the "
            "seed in the inner loop, and build a new network right after it."
        )


def _begins_with(model, seed):
    import keras

    # Keras draws the seeds of its layers from here; the check puts it back afterwards.
    random.seed(seed)
    drawn = keras.initializers.GlorotUniform().seed
    seeds = [
        layer.kernel_initializer.seed
        for layer in model.layers
        if hasattr(layer, "kernel_initializer")
    ]
    return seeds[:1] == [drawn]


def compare_pictures(answer, runs):
    """See that accuracies are shares of the validation pictures, or raise a ``Mistake``."""
    count = len(made_in(answer, "tune_val_labels", (None, 10)))
    hits = np.array(list(runs.values())) * count
    if not np.allclose(hits, hits.round(), atol=0.01):
        raise Mistake(
            f"Some of your accuracies can't be shares of the {count:,} pictures in "
            "`tune_val_images`: they were measured on others, perhaps on those for training."
        )
