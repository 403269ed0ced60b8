"""How a network was compiled, compared with the recipe of the course."""

import inspect
import math

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.values import as_array, is_a

# Five pictures to try a metric on: two are right, and one of those has no majority.
_PROBABILITIES = np.full((5, 10), 0.05, dtype="float32")
_PROBABILITIES[range(5), (0, 1, 5, 6, 7)] = (0.55, 0.35, 0.55, 0.55, 0.35)
_PROBABILITIES[[1, 4], 9] = 0.25
_LABELS = np.eye(10, dtype="float32")[:5]
_ACCURACY = 0.4
# For the loss less certain labels, which tell it from its relatives.
_SOFT_LABELS = 0.9 * _LABELS + 0.01
_CROSS_ENTROPY = -(_SOFT_LABELS * np.log(_PROBABILITIES)).sum(axis=1).mean()


def compare_compiled(model, name):
    """See that a model is compiled with Adam, cross-entropy and the accuracy.

    Parameters
    ----------
    model : keras.Model
    name : str
        The learner's variable.

    Raises
    ------
    Mistake
        At the first difference: optimizer, loss, metrics.
    """
    if not model.compiled:
        # Keras takes the optimizer first, then the loss, and the metrics last.
        if hasattr(model, "optimizer"):
            raise Mistake(
                "Keras took your optimizer and your loss and stopped at the metrics. It wants a "
                "list, even of a single one."
            )
        raise Mistake(
            f"`{name}` is not compiled: `compile` has not run, or it stopped with an error. An "
            "optimizer is an object, with `()` behind its class, or a name that Keras knows."
        )
    _compare_optimizer(model.optimizer)
    _compare_loss(model.loss)
    _compare_metrics(model)


def _compare_optimizer(optimizer):
    kind = type(optimizer)
    if kind.__name__ != "Adam":
        raise Mistake(f"Your optimizer is {kind.__name__}; the task asks for Adam.")
    found = optimizer.get_config()
    for setting, default in inspect.signature(kind.__init__).parameters.items():
        if setting in found and setting != "name":
            _compare_setting(setting, found[setting], default.default)


def _compare_setting(setting, value, default):
    numbers = type(value) in (int, float) and type(default) in (int, float)
    if math.isclose(value, default, rel_tol=1e-5) if numbers else value == default:
        return
    if setting == "learning_rate" and numbers:
        raise Mistake(
            f"Your Adam has a learning rate of {value:.4g}; the task asks for its default "
            "settings, so leave them out."
        )
    raise Mistake(
        f"Your Adam sets `{setting}`; the task asks for its default settings, so leave it out."
    )


def _compare_loss(loss):
    import keras

    named = keras.tree.flatten(loss)
    if len(named) != 1 or named[0] is None:
        raise Mistake(
            "Your network has no loss. Without one `fit` does not know what to make smaller."
        )
    loss = named[0]
    if loss in ("crossentropy", "ce") or _is_cross_entropy(loss):
        return
    name = _name(loss)
    plain = name.lower().replace("_", "")
    if "sparse" in plain:
        raise Mistake(
            f"Your loss is `{name}`, which wants one class number a picture. Your labels are "
            "one-hot rows: which cross-entropy is for those?"
        )
    if "binary" in plain:
        raise Mistake(
            f"Your loss is `{name}`, which asks yes or no for each class by itself. A picture "
            "has one class out of ten."
        )
    if getattr(loss, "from_logits", False) is True:
        raise Mistake(
            "With `from_logits=True` the loss expects sums from before the softmax, but your "
            "network ends with softmax and gives probabilities. Leave it out."
        )
    if plain == "categoricalcrossentropy":
        raise Mistake(
            f"`{name}` is the right loss, but with settings of your own it gives other numbers. "
            "Leave its parentheses empty."
        )
    raise Mistake(
        f"Your loss is `{name}`; for probabilities of ten classes the task asks for the "
        "cross-entropy."
    )


def _is_cross_entropy(loss):
    import keras

    try:
        function = keras.losses.get(loss)
        value = as_array(function(*_tensors(_SOFT_LABELS, _PROBABILITIES)))
    except Exception:
        return False
    # An object gives the mean itself; of a function Keras takes it.
    if value is None or (value.ndim and is_a(function, "Loss")):
        return False
    return np.isclose(value.mean(), _CROSS_ENTROPY, rtol=1e-3)


def _compare_metrics(model):
    import keras

    # Keras makes its metrics in the first training; this is what the learner gave.
    given = getattr(model._compile_metrics, "_user_metrics", None)
    metrics = keras.tree.flatten(given) if given else []
    if not metrics:
        raise Mistake(
            "Your network is compiled without metrics, so the log would show nothing but the "
            "loss. Add the accuracy."
        )
    if len(metrics) > 1:
        raise Mistake(
            f"You have {len(metrics)} metrics; the accuracy is the only one wanted."
        )
    metric, name = metrics[0], _name(metrics[0])
    if not (metric in ("accuracy", "acc") or _is_accuracy(metric)):
        raise Mistake(_about_metric(name))
    shown = metric if type(metric) is str else keras.metrics.get(metric)
    shown = shown if type(shown) is str else getattr(shown, "name", name)
    if shown != "accuracy":
        raise Mistake(
            f'The metric is right, but it will be called "{shown}" in the log. Give it the name '
            '"accuracy".'
        )


def _about_metric(name):
    plain = name.lower().replace("_", "")
    if "sparse" in plain:
        return (
            f"Your metric is `{name}`, which wants one class number a picture. Your labels are "
            "one-hot rows."
        )
    if "binary" in plain:
        return (
            f"Your metric is `{name}`, which judges each of the ten probabilities by itself: a "
            "network that knows nothing gets 0.9. One-hot labels are categorical."
        )
    if plain == "accuracy":
        return (
            "`keras.metrics.Accuracy` counts equal numbers, and a probability hardly ever equals "
            "a 0 or a 1. The accuracy for one-hot labels is another class."
        )
    return f"Your metric is `{name}`; the task asks for the accuracy for one-hot labels."


def _is_accuracy(metric):
    import keras

    try:
        found = keras.metrics.get(metric)
        # A metric adds up what it sees, so the learner's own is not touched.
        if is_a(found, "Metric"):
            fresh = type(found).from_config(found.get_config())
        else:
            fresh = keras.metrics.MeanMetricWrapper(found)
        fresh.update_state(*_tensors(_LABELS, _PROBABILITIES))
        value = as_array(fresh.result())
        return bool(np.isclose(value, _ACCURACY))
    except Exception:
        return False


def _tensors(*arrays):
    import keras

    return [keras.ops.convert_to_tensor(array) for array in arrays]


def _name(thing):
    return thing if type(thing) is str else getattr(thing, "__name__", type(thing).__name__)
