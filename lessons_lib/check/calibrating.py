"""Checks of notebook 12: a temperature, and questions about a reliability diagram."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import call_function, made_in, number_in
from lessons_lib.check.quiz import Option, Question, Quiz
from lessons_lib.check.values import as_array, describe, is_a
from lessons_lib.softmax import log_softmax

# Five pictures: sure and wrong twice, so that a temperature above 1 is best.
_LOGITS = np.array(
    [[4.0, 0.0, 1.0], [0.0, 3.0, 1.0], [5.0, 1.0, 0.0], [1.0, 0.0, 2.0], [0.0, 4.0, 3.0]]
)
_CLASSES = np.array([0, 1, 2, 2, 2])
_LIST = np.linspace(0.5, 8, 151)
# Rounding may prefer the neighbor on the list.
_ONE_STEP = 0.02
_COLUMNS = {"from", "to", "pictures", "confidence", "accuracy", "low", "high"}


def _loss(logits, classes, temperature):
    return -log_softmax(logits / temperature)[np.arange(len(classes)), classes].mean()


def _best(logits, classes, temperatures):
    losses = [_loss(logits, classes, value) for value in temperatures]
    return temperatures[np.argmin(losses)]


@Check
def temperature_scaling(answer):
    """Want the loss at a temperature, the best of a list, and that of the first half."""
    with np.errstate(all="ignore"):
        _compare_loss(_number(answer, "temperature_loss", _LOGITS, _CLASSES, 2.0))
        _compare_best(_number(answer, "fit_temperature", _LOGITS, _CLASSES, _LIST))
        _compare_half(answer)
    return "Divided logits, the lowest loss of the list, and fitted on the first half only."


def _number(answer, name, *arguments):
    result = call_function(answer, name, *arguments)
    number = as_array(result)
    if number is None or number.ndim or number.dtype.kind not in "iuf":
        raise Mistake(f"Your `{name}` returns {describe(result)}; it should be one number.")
    return number.item()


def _compare_loss(found):
    right = _loss(_LOGITS, _CLASSES, 2.0)
    if np.isclose(found, right):
        return
    rows = np.arange(len(_CLASSES))
    logs = log_softmax(_LOGITS / 2)
    for value, reason in (
        (
            _loss(_LOGITS, _CLASSES, 0.5),
            "multiplies the logits. A temperature divides them.",
        ),
        (
            _loss(_LOGITS, _CLASSES, 1.0),
            "is the same at every temperature. Divide the logits by it; a shift changes nothing.",
        ),
        (
            -log_softmax(_LOGITS)[rows, _CLASSES].mean() / 2,
            "divides the logarithms afterwards. Divide the logits.",
        ),
        (logs[rows, _CLASSES].mean(), "lacks the minus."),
        (-logs[rows, _CLASSES].sum(), "adds the pictures up. Take their mean."),
        (-logs.mean(), "averages over all classes. Only the true one counts."),
        (-np.exp(logs)[rows, _CLASSES].mean(), "lacks the logarithm."),
    ):
        if np.isclose(found, value):
            raise Mistake(f"Your `temperature_loss` {reason}")
    raise Mistake(
        f"For five pictures and a temperature of 2 your `temperature_loss` is {found:.4f}, and it "
        f"should be {right:.4f}: minus the mean of what the true classes got."
    )


def _compare_best(found):
    losses = [_loss(_LOGITS, _CLASSES, value) for value in _LIST]
    best = int(np.argmin(losses))
    if np.isclose(found, _LIST[best], rtol=_ONE_STEP):
        return
    for value, reason in (
        (best, "the place in the list. Look up the temperature there."),
        (losses[best], "the lowest loss. Which temperature does it belong to?"),
        (1 / _LIST[best], "one divided by the best temperature."),
    ):
        if np.isclose(found, value):
            raise Mistake(f"Your `fit_temperature` returns {reason}")
    raise Mistake(
        f"For five pictures your `fit_temperature` returns {found:.4g}, but the loss is lowest at "
        f"{_LIST[best]:.4g}."
    )


def _compare_half(answer):
    found = number_in(answer, "dropout_temperature")
    temperatures = made_in(answer, "temperatures", (None,))
    best = {half: _best(*_half(answer, half), temperatures) for half in ("fit", "judge")}
    if np.isclose(found, best["fit"], rtol=_ONE_STEP):
        return
    if np.isclose(found, best["judge"], rtol=_ONE_STEP):
        raise Mistake(
            "`dropout_temperature` was fitted on the half that shall judge it. Then nothing is "
            "left to judge it by; take the other one."
        )
    raise Mistake(
        f"`dropout_temperature` is {found:.4g}, but on the half for fitting the loss is lowest at "
        f"{best['fit']:.4g}."
    )


def _half(answer, half):
    logits = made_in(answer, f"{half}_logits", (None, 10))
    return logits, made_in(answer, f"{half}_classes", (len(logits),))


@Quiz
def read_the_reliability_diagram(answer):
    """Ask about a bin, the diagonal, a bin of few pictures, and what calibration is worth."""
    bins = answer["dropout_bins"]
    if not is_a(bins, "DataFrame") or not set(bins.columns) >= _COLUMNS:
        raise Mistake(
            f"`dropout_bins` is {describe(bins)}, not what `reliability_bins` returned. Run its "
            "cell again."
        )
    fullest = bins.loc[bins["pictures"].idxmax()]
    emptiest = bins.loc[bins["pictures"].idxmin()]
    return [_one_bin(fullest), _below_the_diagonal(), _few_pictures(emptiest), _worth()]


def _one_bin(row):
    pictures, right = int(row["pictures"]), round(row["pictures"] * row["accuracy"])
    promised = round(row["pictures"] * row["confidence"])
    return Question(
        f"The bin from {row['from']:.1f} to {row['to']:.1f} holds {pictures:,} pictures, with a "
        f"mean confidence of {row['confidence']:.3f} and an accuracy of {row['accuracy']:.3f}. "
        "What does that say?",
        (
            Option(
                f"each of these pictures is of the class it was given with {row['accuracy']:.3f}",
                "An accuracy belongs to the group. In it are easy pictures and hard ones.",
            ),
            Option(
                f"{right:,} of these answers are right; their probabilities add up to about "
                f"{promised:,}",
                "Accuracy counts what is right, confidence adds up what was promised, over the "
                "same pictures.",
                right=True,
            ),
            Option(
                f"the network is right about {row['accuracy']:.3f} of all pictures",
                "That is the accuracy in this bin. All pictures together are another number.",
            ),
            Option(
                f"{promised:,} of these answers are right; the accuracy is what it expected",
                "You have swapped the two: the confidence is the expectation.",
            ),
        ),
    )


def _below_the_diagonal():
    return Question(
        "A point lies clearly below the diagonal, interval and all. What does that mean?",
        (
            Option(
                "in this bin the network is too sure: fewer answers are right than it claims",
                "Below the diagonal the accuracy is smaller than the confidence.",
                right=True,
            ),
            Option(
                "in this bin the network is not sure enough",
                "Not sure enough would be above the diagonal: more right than claimed.",
            ),
            Option(
                "in this bin fewer than half of the answers are right",
                "The height alone says how many are right. The diagonal compares that with the "
                "confidence.",
            ),
            Option(
                "this bin holds few pictures",
                "That shows in the bars below, and in a wide interval.",
            ),
        ),
    )


def _few_pictures(row):
    pictures = int(row["pictures"])
    return Question(
        f"The bin from {row['from']:.1f} to {row['to']:.1f} holds the fewest pictures, "
        f"{pictures:,}; its accuracy lies between {row['low']:.2f} and {row['high']:.2f}. What "
        "follows?",
        (
            Option(
                "its distance from the diagonal is the most important one",
                "It counts least: the expected calibration error weighs bins by their pictures.",
            ),
            Option(
                "the network is badly calibrated there",
                "It may be, but so few pictures do not show it.",
            ),
            Option(
                "little: so wide an interval leaves room for chance",
                "Few pictures, a wide interval, and little weight in the error.",
                right=True,
            ),
        ),
    )


def _worth():
    return Question(
        "A network answers every picture of ten equally frequent classes with ten times 0.1. Is it "
        "calibrated?",
        (
            Option(
                "no, since it is right for one picture in ten only",
                "It says 0.1, and 1 in 10 is right: that is what calibrated means.",
            ),
            Option(
                "yes, and so it is a good network",
                "Calibrated, and of no use: it tells no picture from another.",
            ),
            Option(
                "that can't be said without a reliability diagram",
                "All its answers fall into one bin, and both numbers there are known: 0.1.",
            ),
            Option(
                "yes, and it is of no use all the same",
                "Calibration is honesty, not knowledge. Look at the accuracy or the loss as well.",
                right=True,
            ),
        ),
    )
