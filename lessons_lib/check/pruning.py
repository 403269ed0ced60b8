"""Check of the notebook on tuning: a callback that reports, and ends what lags behind."""

import numpy as np

from lessons_lib.check.answer import Mistake, first_line
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import call_function
from lessons_lib.check.values import as_array, describe, is_a

_VAL_ACCURACY = (0.21, 0.34, 0.38)
# Behind this epoch the pruner gives the trial up.
_LAST = 2


class _Study:
    def __init__(self):
        self.stopped = False

    def stop(self):
        self.stopped = True


class _Trial:
    """A trial whose pruner lets two epochs pass and gives up behind the third."""

    def __repr__(self):
        return "trial"

    def __init__(self):
        self.reports = []
        self.events = []
        self.study = _Study()
        self.number = 7

    def report(self, value, step):
        number = as_array(value)
        if number is None or number.ndim:
            raise Mistake(
                f"You report {describe(value)}. A report is one number: which entry of `logs`?"
            )
        self.reports.append((float(number), step))
        self.events.append("report")

    def should_prune(self):
        self.events.append("ask")
        return len(self.reports) > _LAST


@Check
def report_and_prune(answer):
    """Want the validation accuracy reported after each epoch, and an end where it is asked for."""
    trial = _Trial()
    callback = call_function(answer, "report_and_prune", trial)
    if not is_a(callback, "Callback"):
        raise Mistake(
            f"Your `report_and_prune` returns {describe(callback)}; `fit` wants a callback of "
            "Keras, with your function as its `on_epoch_end`."
        )
    end = _train(callback, trial)
    _compare_reports(trial)
    _compare_end(trial, end)
    return (
        "Each epoch is reported, and a trial that the pruner gives up ends as pruned, not as "
        "failed."
    )


def _logs(epoch):
    validation = _VAL_ACCURACY[epoch]
    return {
        "accuracy": validation + 0.05,
        "loss": 2.0 - validation,
        "val_accuracy": validation,
        "val_loss": 2.3 - validation,
    }


def _train(callback, trial):
    """Call the callback as three epochs would; give the epoch and the error that ended them."""
    for epoch in range(len(_VAL_ACCURACY)):
        try:
            callback.on_epoch_begin(epoch, {})
            callback.on_epoch_end(epoch, _logs(epoch))
        except Mistake:
            raise
        except Exception as error:
            if is_a(error, "TrialPruned"):
                return epoch, error
            raise Mistake(_explain_error(epoch, error, trial)) from error
    return None, None


def _explain_error(epoch, error, trial):
    said = f"{type(error).__name__}: {first_line(error)}"
    if trial.events[-1:] == ["ask"] and epoch == _LAST:
        return (
            f"Your callback ends a trial with {type(error).__name__}, which Optuna takes for a "
            "failure, and the whole search stops. It has an exception of its own for this."
        )
    return f"Your callback stops after epoch {epoch} with {said}"


def _compare_reports(trial):
    if not trial.reports:
        raise Mistake(
            "At the end of an epoch your callback reports nothing to the trial. Is it `report` "
            "that `on_epoch_end` calls?"
        )
    values = [value for value, _ in trial.reports]
    wanted = [_logs(epoch) for epoch in range(len(values))]
    for name, reason in (
        (
            "accuracy",
            "the accuracy on the training pictures: trials that learn by heart win.",
        ),
        ("val_loss", "the validation loss, but the study keeps what is *high*."),
        ("loss", "the training loss. Which entry of `logs` does the study maximize?"),
    ):
        if np.allclose(values, [logs[name] for logs in wanted]):
            raise Mistake(f"You report {reason}")
    if not np.allclose(values, [logs["val_accuracy"] for logs in wanted]):
        raise Mistake(
            f"After the first epoch you report {values[0]:.4g}, where the validation accuracy is "
            f"{_VAL_ACCURACY[0]}."
        )
    steps = [step for _, step in trial.reports]
    if len(steps) > 1 and len(set(steps)) == 1:
        raise Mistake(
            f"Every report says step {describe(steps[0])}, and Optuna keeps the first of a step "
            "only. The step is the epoch."
        )


def _compare_end(trial, end):
    epoch, _ = end
    if trial.study.stopped:
        raise Mistake(
            "You stop the study, and with it all trials to come. Only this one shall end."
        )
    if epoch is not None and epoch < _LAST:
        if "ask" in trial.events:
            raise Mistake(
                "Your callback ends a trial that the pruner wants to go on, and would keep one "
                "that it gives up."
            )
        raise Mistake(
            "Your callback ends every trial in its first epoch, because it never asks the pruner. "
            "A method without its parentheses is not called, and counts as true."
        )
    if "ask" not in trial.events:
        raise Mistake(
            "Your callback reports and never asks. The pruner's answer is in "
            "`trial.should_prune()`."
        )
    if trial.events[0] == "ask":
        raise Mistake(
            "Your callback asks before it reports, so the pruner judges by the epoch before. "
            "Report first."
        )
    if epoch is None:
        raise Mistake(
            "The pruner gives the trial up, and your callback lets it train on. What ends it is an "
            "exception that is raised."
        )
