"""Checks of episode 4: the learning rate, the loss, and two trainings."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.curves import questions_about
from lessons_lib.check.lookups import model_in, number_in
from lessons_lib.check.networks import (
    CONV_1,
    CONV_2,
    CONV_3,
    FLATTEN,
    INTRO_HIDDEN,
    POOL_1,
    POOL_2,
    PROBABILITIES,
    Expected,
    compare_network,
)
from lessons_lib.check.quiz import Quiz
from lessons_lib.check.recipes import compare_compiled
from lessons_lib.check.trainings import compare_saved, compare_training
from lessons_lib.check.values import as_array, describe, is_a

_RATES = {"path_half": 0.5, "path_one": 1.0}
# The frog and the cat of the text: what the network gives to their true classes.
_TRUE = {"loss_frog": 0.6, "loss_cat": 0.1}
_OTHERS = (0.01, 0.02, 0.03, 0.04, 0.05)


@Check
def learning_rate(answer):
    """Want the seven weights of six steps with two learning rates."""
    for name, rate in _RATES.items():
        _compare_path(name, _path(answer[name], name), rate)
    return "A rate of 0.5 is there in one step, and a rate of 1.0 never gets anywhere."


def _path(value, name):
    path = as_array(value)
    if path is None or path.dtype == bool or path.ndim > 1:
        raise Mistake(
            f"`{name}` is {describe(value)}; it should be the list of weights that `descend` "
            "returns."
        )
    if path.ndim == 0 or path.size == 0:
        raise Mistake(
            f"`{name}` is {describe(value)}. Keep the whole list, from the start on."
        )
    return path.astype(float)


def _descent(rate):
    """List the seven weights of six steps from -1 towards the minimum at 2."""
    return 2 - 3 * (1 - 2 * rate) ** np.arange(7)


def _compare_path(name, path, rate):
    expected = _descent(rate)
    if np.array_equal(path, (expected - 2) ** 2 + 0.5):
        raise Mistake(f"`{name}` holds the losses on the way; the weights are asked for.")
    if len(path) == 6 and np.allclose(path, expected[1:]):
        raise Mistake(f"`{name}` lacks the start. Six steps visit seven weights.")
    if path[0] != -1:
        raise Mistake(
            f"`{name}` starts at {path[0]:.4g}, but the walk starts at -1. Mind the order of the "
            "arguments of `descend`, or name them."
        )
    if len(path) != 7:
        raise Mistake(
            f"`{name}` has {len(path)} {'weight' if len(path) == 1 else 'weights'}, the start "
            "included. Six steps visit seven; without `steps` the function takes ten."
        )
    if np.allclose(path, expected):
        return
    found = (path[1] + 1) / 6
    if np.allclose(path, _descent(found)):
        raise Mistake(
            f"`{name}` is the walk with a rate of {found:.4g}; this one should have {rate}."
        )
    wrong = next(at for at in range(6) if not _is_step(*path[at : at + 2], rate))
    raise Mistake(
        f"In `{name}` step {wrong + 1} goes from {path[wrong]:.4g} to {path[wrong + 1]:.4g}. "
        f"Take {rate} times the gradient there off the weight."
    )


def _is_step(before, after, rate):
    return np.isclose(after, before - rate * 2 * (before - 2))


@Check
def cross_entropy_by_hand(answer):
    """Want the losses of the frog and of the cat, and their mean."""
    for name, probability in _TRUE.items():
        _compare_loss(name, _number(answer, name), probability)
    frog, cat = -np.log(list(_TRUE.values()))
    both = _number(answer, "loss_both")
    if not _close(both, (frog + cat) / 2):
        _explain(
            "loss_both",
            both,
            (
                frog + cat,
                "the sum of the two losses. Which of sum and mean does Keras take?",
            ),
            (frog, "the loss of the frog alone."),
            (cat, "the loss of the cat alone."),
            (
                (frog + cat) / 20,
                "a mean over all twenty products. Divide by the pictures only.",
            ),
            (
                -np.log(0.35),
                "the loss of a mean probability. Take the logarithms before the mean.",
            ),
            otherwise="but the two losses give another mean.",
        )
    return "Minus the logarithm of what the true class got, and for two pictures the mean."


def _number(answer, name):
    value = answer[name]
    number = as_array(value)
    if number is not None and number.shape == (10,):
        raise Mistake(
            f"`{name}` is {describe(value)}, the terms for all ten classes. The loss is their sum."
        )
    return number_in(answer, name)


def _close(value, expected):
    return np.isclose(value, expected, rtol=0, atol=1e-3)


def _compare_loss(name, loss, probability):
    right = -np.log(probability)
    if _close(loss, right):
        return
    others = {*_TRUE.values(), *_OTHERS} - {probability}
    _explain(
        name,
        loss,
        (-right, "the logarithm without the minus, and a loss should not be negative."),
        (probability, "the probability itself. Where is the logarithm?"),
        (1 - probability, "what the probability lacks to 1. The loss is a logarithm."),
        (right / np.log(10), "a logarithm to the base 10. The natural one is `np.log`."),
        (right / np.log(2), "a logarithm to the base 2. The natural one is `np.log`."),
        (
            right / 10,
            "a tenth of the loss: the formula has a sum over the classes, not a mean.",
        ),
        *(
            (
                -np.log(other),
                f"the loss for a class that got {other}. Which class is true here?",
            )
            for other in others
        ),
        otherwise="but minus the logarithm of what the true class got is another number.",
    )


def _explain(name, value, *known, otherwise):
    for number, reason in known:
        if _close(value, number):
            raise Mistake(f"`{name}` is {value:.4f}: {reason}")
    raise Mistake(f"`{name}` is {value:.4f}, {otherwise}")


@Check
def compile(answer):
    """Want the first network, compiled with Adam, cross-entropy and the accuracy."""
    model = model_in(answer, "model_intro")
    expected = (*INTRO_HIDDEN, PROBABILITIES)
    compare_network(model, "create_model_intro", expected, "cifar_model_intro")
    compare_compiled(model, "model_intro")
    return "Adam and the loss are for the training, the accuracy is for you."


@Check
def fit(answer):
    """Want ten epochs in batches of 64, with validation data, and their history."""
    compare_training(answer, "history_intro", "model_intro", epochs=10)
    return "Ten epochs in batches of 64, and the history has numbers for both sets."


@Quiz
def read_the_curves(answer):
    """Ask about the curves of the first network, and about the test set."""
    history = answer["history_intro"]
    if not is_a(history, "History"):
        raise Mistake(
            f"`history_intro` is {describe(history)}, not what `fit` returns. Train the first "
            "network, and then read its curves."
        )
    return questions_about(history.history)


def _dropout_network(rate):
    dropout = Expected("Dropout", "dropout", {"rate": rate})
    return (CONV_1, POOL_1, CONV_2, POOL_2, CONV_3, dropout, FLATTEN, PROBABILITIES)


@Check
def create_model_dropout(answer):
    """Want a function whose model has a third convolution and dropout at a given rate."""
    model = answer.call("create_model_dropout")
    _compare_dropout_network(model)
    another = answer.call("create_model_dropout", dropout_rate=0.2)
    if another is model or another.layers[1] is model.layers[1]:
        raise Mistake(
            "Your function returns the same layers every time, so all networks would share "
            "their weights. Build them inside the function."
        )
    rate = next(layer.rate for layer in another.layers if is_a(layer, "Dropout"))
    if rate != 0.2:
        raise Mistake(
            "With `dropout_rate=0.2` your function still makes a dropout layer with a rate of "
            f"{rate}. Hand the argument on to the layer."
        )
    return "Three convolutions, and a dropout layer whose rate is up to the caller."


def _compare_dropout_network(model):
    expected = _dropout_network(0.5)
    compare_network(model, "create_model_dropout", expected, "cifar_model_dropout")


@Check
def does_dropout_help(answer):
    """Want the dropout network compiled as the first, trained for 15 epochs, and saved."""
    model = model_in(answer, "model_dropout")
    _compare_dropout_network(model)
    compare_compiled(model, "model_dropout")
    compare_training(answer, "history_dropout", "model_dropout", epochs=15)
    compare_saved(answer, "model_dropout.keras", "model_dropout")
    return "Trained for 15 epochs by the recipe of the first network, and saved beside it."
