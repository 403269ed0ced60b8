"""Check of the notebook on tuning: what a trial is asked for."""

import numpy as np

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import call_function
from lessons_lib.check.values import describe

_OPTIMIZERS = ("sgd", "rmsprop", "adam")
_ACTIVATIONS = ("relu", "sigmoid", "tanh", "selu", "leaky_relu")
_RANGES = {"learning_rate": (1e-4, 1e-1), "dropout_rate": (0, 0.75)}
_IN_WORDS = {
    "activation": "activation function",
    "optimizer": "optimizer",
    "learning_rate": "learning rate",
    "dropout_rate": "dropout rate",
}


class _Trial:
    """A trial that keeps in mind what it is asked for, and gives the middle.

    Attributes
    ----------
    asked : dict
        By name, the kind of the request and its arguments.
    refusal : str or None
        What a real trial would have refused first.
    """

    def __repr__(self):
        return "trial"

    def __init__(self):
        self.asked = {}
        self.refusal = None
        self.number = 0

    def suggest_float(self, name, low, high, *, step=None, log=False):
        if high < low:
            self._refuse(
                f"The range of your {_word(name)} ends at {high:g}, below its start at {low:g}. "
                "The smaller number comes first."
            )
        if log and min(low, high) <= 0:
            self._refuse(
                f"You ask for the {_word(name)} on a logarithmic scale from {low:g}, but such a "
                "scale has no zero. This range is short enough for a plain one."
            )
        return self._keep(name, ("float", low, high, step, log), (low + high) / 2)

    def suggest_int(self, name, low, high, *, step=1, log=False):
        return self._keep(name, ("int", low, high, step, log), int(low))

    def suggest_categorical(self, name, choices):
        choices = tuple(choices)
        return self._keep(name, ("categorical", choices), choices[0])

    def _keep(self, name, request, value):
        if self.asked.get(name, request) != request:
            self._refuse(
                f'You ask for "{name}" twice, in two ways. Each setting needs a name of its own.'
            )
        self.asked[name] = request
        return value

    def _refuse(self, reason):
        self.refusal = self.refusal or reason


def _word(name):
    return _IN_WORDS.get(name, f'"{name}"')


@Check
def search_space(answer):
    """Want four settings asked of the trial, the learning rate on a logarithmic scale."""
    trial = _Trial()
    settings = call_function(answer, "suggest_settings", trial)
    if trial.refusal:
        raise Mistake(trial.refusal)
    if type(settings) is not dict:
        raise Mistake(
            f"Your `suggest_settings` returns {describe(settings)}; it should be a dictionary "
            "with the four settings by their names."
        )
    missing = [name for name in _IN_WORDS if name not in settings]
    if missing:
        raise Mistake(f'Your dictionary has no entry "{missing[0]}".')
    for name in _IN_WORDS:
        _compare_asked(trial.asked, name)
    _compare_choice(trial.asked["activation"][1], "activation", _ACTIVATIONS)
    _compare_choice(trial.asked["optimizer"][1], "optimizer", _OPTIMIZERS)
    for name in _RANGES:
        _compare_range(name, *trial.asked[name][1:4])
    _compare_scales(trial.asked)
    return (
        "Four settings, asked of the trial, and the learning rate on a logarithmic scale."
    )


def _compare_asked(asked, name):
    if name not in asked:
        others = sorted(set(asked) - set(_IN_WORDS))
        if others:
            raise Mistake(
                f'You ask the trial for "{others[0]}", and for no "{name}". The study keeps a '
                "setting under the name that you ask for; the cells below look for this one."
            )
        raise Mistake(
            f"Your {_word(name)} does not come from the trial, so the study neither chooses nor "
            "remembers it. Ask for it with one of the `trial.suggest_…` methods."
        )
    kind = asked[name][0]
    if name not in _RANGES and kind != "categorical":
        raise Mistake(
            f"You ask for a number as the {_word(name)}; names are chosen with "
            "`trial.suggest_categorical`."
        )
    if name in _RANGES and kind == "categorical":
        raise Mistake(
            f"Your {_word(name)} is one of {len(asked[name][1])} listed values, as in a grid "
            "search. Ask for any number of the range."
        )
    if name in _RANGES and kind == "int":
        raise Mistake(
            f"Your {_word(name)} is a whole number, so hardly anything is left of its range. "
            "Ask for a float."
        )


def _compare_choice(choices, name, wanted):
    if set(choices) == set(wanted):
        return
    if set(choices) <= set(wanted):
        left_out = ", ".join(sorted(set(wanted) - set(choices)))
        raise Mistake(f"Your list for the {_word(name)} leaves out {left_out}.")
    stranger = next(choice for choice in choices if choice not in wanted)
    raise Mistake(
        f"Your list for the {_word(name)} holds {describe(stranger)}, which is none of the "
        f"{len(wanted)} names."
    )


def _compare_range(name, low, high, step):
    wanted = _RANGES[name]
    if name == "dropout_rate" and high == 1:
        raise Mistake(
            "A dropout rate of 1 drops every value, and Keras refuses it. End at 0.75."
        )
    if not np.allclose((low, high), wanted, rtol=1e-3, atol=0):
        raise Mistake(
            f"Your {_word(name)} goes from {low:g} to {high:g}; the task wants {wanted[0]:g} to "
            f"{wanted[1]:g}."
        )
    if step is not None:
        raise Mistake(
            f"Your {_word(name)} goes in steps of {step:g}. Leave `step` away: any number of the "
            "range may be worth a try."
        )


def _compare_scales(asked):
    if not asked["learning_rate"][-1]:
        raise Mistake(
            "Your learning rates are drawn evenly, so about nine in ten lie above 0.01 and hardly "
            "one below 0.001. Ask for a logarithmic scale with `log=True`."
        )
