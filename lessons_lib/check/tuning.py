"""Checks of episode 5, second part: tuning."""

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import if_there, share_in
from lessons_lib.check.loops import (
    Loop,
    compare_curves,
    compare_history,
    compare_pictures,
    compare_seeds,
)
from lessons_lib.check.quiz import Option, Question, Quiz
from lessons_lib.check.tuning_results import EPOCHS, SEEDS, Results, runs_in
from lessons_lib.check.values import activation_name, is_a

_RATES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75)
_ACTIVATIONS = ("relu", "sigmoid", "tanh", "selu", "leaky_relu")

_DROPOUT = Results(
    table="dropout_results",
    rows="dropout_rows",
    values={"rate": _RATES, "seed": SEEDS},
)
_LAST = (_RATES[-1], SEEDS[-1])
_ACTIVATION = Loop(
    table="activation_results",
    rows="activation_rows",
    model="model_activation",
    history="history_activation",
    values={"activation": _ACTIVATIONS, "seed": SEEDS, "epoch": EPOCHS},
)


@Check
def tune_dropout(answer):
    """Want the last validation accuracy for six dropout rates with three seeds each."""
    runs = runs_in(answer, _DROPOUT)
    model = _last_in(answer, "models_rate", "Model")
    if model is not None:
        _compare_rate(model)
    curves = _last_in(answer, "curves_rate", "dict")
    if curves is not None:
        compare_curves(answer, _DROPOUT, runs, [_LAST], curves, "`curves_rate`")
    compare_seeds(runs, model)
    compare_pictures(answer, runs)
    return "Eighteen networks: six rates with three seeds each, all judged on validation pictures."


def _last_in(answer, name, kind):
    """Give what the learner's dictionary holds for the last rate and seed; None without one."""
    by_key = if_there(answer, name, "dict")
    if by_key is None:
        return None
    last = by_key.get(_LAST)
    if not is_a(last, kind):
        raise Mistake(
            f"`{name}` holds no {kind} for the key {_LAST}. A key is a rate and a seed, and each "
            "has a network of its own."
        )
    return last


def _compare_rate(model):
    rates = [layer.rate for layer in model.layers if is_a(layer, "Dropout")]
    if rates != [_RATES[-1]]:
        found = f"drops {rates[0]:g} of the values" if rates else "has no dropout layer"
        raise Mistake(
            f"Your last network {found}, but its row says {_RATES[-1]}. Hand the rate of the "
            "outer loop to `create_model_dropout`."
        )


@Check
def tune_activation(answer):
    """Want the validation accuracy of every epoch for five activations with three seeds each."""
    runs = runs_in(answer, _ACTIVATION)
    model = if_there(answer, _ACTIVATION.model, "Model")
    if model is not None:
        _compare_activation(model)
    last = [(_ACTIVATIONS[-1], SEEDS[-1], epoch) for epoch in EPOCHS]
    compare_history(answer, _ACTIVATION, runs, last)
    compare_seeds(runs, model)
    compare_pictures(answer, runs)
    return "Fifteen trainings, and of each the whole curve: three epochs, one row for each."


def _compare_activation(model):
    found = activation_name(model.layers[1])
    if found != _ACTIVATIONS[-1]:
        raise Mistake(
            f"Your last network has the activation {found}, but its row says "
            f"{_ACTIVATIONS[-1]}. Build it with the activation of the outer loop."
        )


@Quiz
def what_next(answer):
    """Ask which change suits which curves, and how to judge it."""
    validation, test = share_in(answer, "val_accuracy"), share_in(answer, "test_accuracy")
    runs = runs_in(answer, _DROPOUT)
    return [
        _both_are_low(validation),
        _there_is_a_gap(validation),
        _did_it_help(max(_spread(runs, rate) for rate in _RATES)),
        _what_to_report(test),
    ]


def _spread(runs, rate):
    accuracies = [runs[rate, seed] for seed in SEEDS]
    return max(accuracies) - min(accuracies)


def _both_are_low(validation):
    return Question(
        "Suppose the accuracies on training and on validation pictures both end near "
        f"{validation:.2f}. Which change of the architecture is worth a try?",
        (
            Option(
                "a higher dropout rate",
                "Dropout works against a gap between training and validation; here is none, and "
                "it slows the learning down.",
            ),
            Option(
                "more filters, or one more convolutional layer",
                "What is not even learned on the training pictures may need more capacity.",
                right=True,
            ),
            Option(
                "fewer filters, so that there is less to learn",
                "A smaller network helps against a gap. This one already does too little on the "
                "pictures that it was trained on.",
            ),
        ),
    )


def _there_is_a_gap(validation):
    training = (1 + validation) / 2
    return Question(
        f"Now suppose it is {training:.2f} in training and {validation:.2f} in validation. Which "
        "change leaves the architecture as it is and may close the gap?",
        (
            Option(
                "augmentation, or more labeled pictures",
                "Against a gap, more different pictures help.",
                right=True,
            ),
            Option(
                "more epochs",
                "More epochs on the same pictures raise the training accuracy further, and the "
                "gap with it.",
            ),
            Option(
                "more filters",
                "That changes the architecture, and more capacity alone seldom closes a gap.",
            ),
        ),
    )


def _did_it_help(spread):
    return Question(
        "In your tuning, trainings that differed in nothing but the seed ended up to "
        f"{100 * spread:.1f} points apart. How do you find out whether a change helps?",
        (
            Option(
                "train once with it and once without, and compare to three decimals",
                "One training each can't tell a better network from a lucky one, however many "
                "decimals are printed.",
            ),
            Option(
                "make several changes together, so that the effect is larger than the spread",
                "Then you won't know which of them helped, or whether one did harm.",
            ),
            Option(
                "train both with several seeds, and set the difference of the means beside the "
                "spread",
                "A difference that is no larger than the spread of the seeds says nothing.",
                right=True,
            ),
        ),
    )


def _what_to_report(test):
    return Question(
        f"The test accuracy is {test:.3f}. You change the network because of it and train again. "
        "Which pictures give the number to report?",
        (
            Option(
                "the same test pictures, since none of them was trained on",
                "They have had a part in a choice now, and that makes them validation data.",
            ),
            Option(
                "new test pictures",
                "Only pictures that had no part in any choice tell how good the last one is.",
                right=True,
            ),
            Option(
                "the validation pictures",
                "You choose by them, so the score of what you have chosen is too good.",
            ),
        ),
    )
