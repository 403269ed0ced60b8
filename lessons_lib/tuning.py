"""Tuning with Optuna: trials that end early, and a study in a file that outlives its process."""

import contextlib
import sqlite3
import sys
import warnings
from pathlib import Path

import keras
import numpy as np
import optuna
from optuna.exceptions import ExperimentalWarning
from optuna.storages import RDBStorage, RetryHeartbeatStaleTrialCallback
from optuna.study import MaxTrialsCallback
from optuna.trial import TrialState
from tqdm import tqdm

# A trial that was pruned has an answer, too: not worth finishing.
FINISHED = (TrialState.COMPLETE, TrialState.PRUNED)
# Processes that share a file wait for each other, and no longer than this.
SECONDS_TO_WAIT = 60


class StudyFileError(Exception):
    """A file that can't be opened as a study; the text says why, and what to do."""


def report_and_prune(trial):
    """Make a callback that reports every epoch to a trial and ends one that lags behind.

    Parameters
    ----------
    trial : optuna.trial.Trial
        Its study's pruner decides.

    Returns
    -------
    keras.callbacks.LambdaCallback
        For ``fit`` with validation data and a metric called ``accuracy``. It raises
        ``optuna.TrialPruned``.
    """

    def report(epoch, logs):
        trial.report(logs["val_accuracy"], step=epoch)
        if trial.should_prune():
            raise optuna.TrialPruned

    return keras.callbacks.LambdaCallback(on_epoch_end=report)


def open_study(
    path, name, seed, sampler=optuna.samplers.TPESampler, pruner=None, heartbeat=10
):
    """Open a study in a file, to begin it or to go on with it.

    Every process that works on the study says every few seconds that it is alive.
    One that is silent for three times as long has been lost: the next trial of any
    process marks what it was at as failed, and repeats it, twice at most.

    Where several processes shall work on a new study, open it once before they start:
    two that make a file at the same moment get in each other's way. Give each of them a
    seed of its own, since equal seeds draw equal settings.

    Parameters
    ----------
    path : str or pathlib.Path
        An SQLite file, on a disk of this machine. It may hold several studies.
    name : str
        Of the study in the file.
    seed : int
        For the sampler, together with the number of trials that there are already.
    sampler : callable, default optuna.samplers.TPESampler
        Takes ``seed`` and makes a sampler.
    pruner : optuna.pruners.BasePruner, optional
        Without one, every trial is trained to its end.
    heartbeat : int, default 10
        Seconds between two signs of life.

    Returns
    -------
    optuna.Study
        It maximizes.

    Raises
    ------
    StudyFileError
        If the file is no study, is damaged, was written by an Optuna whose tables
        have another form, or is kept busy by another process for a minute. The file
        is left as it is.
    """
    path = Path(path)
    _look_into(path)
    study = optuna.create_study(
        storage=_storage(path, heartbeat),
        study_name=name,
        direction="maximize",
        pruner=pruner or optuna.pruners.NopPruner(),
        load_if_exists=True,
    )
    # The file does not keep the sampler. With the same seed it would draw the same
    # settings as at the first start, all over again.
    sequence = np.random.SeedSequence([seed, len(study.get_trials(deepcopy=False))])
    study.sampler = sampler(seed=int(sequence.generate_state(1)[0]))
    return study


def _look_into(path):
    """Refuse a file that can't be there, that can't be read now, or that is no whole study."""
    if not path.parent.is_dir():
        raise StudyFileError(
            f"There is no folder {path.parent} for the study file {path.name}; make it first."
        )
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=SECONDS_TO_WAIT)) as file:
            sound = file.execute("PRAGMA quick_check").fetchone() == ("ok",)
            tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        # The code's last byte is the kind of error. Errors of Python's own have none.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            raise StudyFileError(
                f"Another process has kept {path.name} busy for {SECONDS_TO_WAIT} s; nothing "
                "in it was changed: wait until that process is done, or end it."
            ) from error
        sound, tables = False, set()
    if not sound:
        raise StudyFileError(
            f"{path.name} is damaged or no study file; nothing in it was changed: take a copy "
            "from before, or another name."
        )
    if not {"studies", "trials", "alembic_version"} <= tables:
        raise StudyFileError(
            f"{path.name} is a database of another program, not of Optuna; take another name."
        )


def _storage(path, heartbeat):
    with warnings.catch_warnings():
        # Optuna may still change how heartbeats are asked for; its version is pinned.
        warnings.simplefilter("ignore", ExperimentalWarning)
        try:
            return RDBStorage(
                f"sqlite:///{path}",
                engine_kwargs={"connect_args": {"timeout": SECONDS_TO_WAIT}},
                heartbeat_interval=heartbeat,
                grace_period=3 * heartbeat,
                # A trial that takes every process down with it must come to an end.
                heartbeat_stale_trial_callback=RetryHeartbeatStaleTrialCallback(
                    max_retry=2
                ),
            )
        except RuntimeError as error:
            raise StudyFileError(
                f"{path.name} was written by an Optuna whose files have another form than "
                f"those of {optuna.__version__}, which is installed here; nothing in it was "
                "changed: open it with the Optuna that wrote it, or give a copy of it to "
                "`optuna storage upgrade`."
            ) from error


def finished(study):
    """List the trials of a study that have an answer: completed or pruned.

    Parameters
    ----------
    study : optuna.Study

    Returns
    -------
    list of optuna.trial.FrozenTrial
    """
    return study.get_trials(deepcopy=False, states=FINISHED)


def epochs_spent(study):
    """Count the epochs that all trials of a study have reported.

    Parameters
    ----------
    study : optuna.Study

    Returns
    -------
    int
    """
    return sum(len(trial.intermediate_values) for trial in study.get_trials(deepcopy=False))


def search(study, objective, n_trials, progress_bar=True):
    """Go on with a study until so many of its trials are finished.

    Call it again after an interruption, whatever it was: what is finished counts. An
    interruption by hand is told in one sentence, and the trial under way is repeated.

    Parameters
    ----------
    study : optuna.Study
        As :func:`open_study` gives it. Other processes may work on it as well; each of
        them can then add one trial too many.
    objective : callable
        Takes a trial, gives its score.
    n_trials : int
        How many trials the study shall have in the end, pruned ones included.
    progress_bar : bool, default True
        Whether to show how far the study is.
    """
    done = len(finished(study))
    if done >= n_trials:
        return
    with tqdm(
        total=n_trials,
        initial=done,
        unit="trial",
        file=sys.stdout,
        disable=not progress_bar,
    ) as bar:

        def repeated_if_interrupted(trial):
            try:
                return objective(trial)
            except KeyboardInterrupt:
                study.enqueue_trial(trial.params)
                raise

        def show(study, _):
            bar.update(len(finished(study)) - bar.n)

        enough = MaxTrialsCallback(n_trials, states=FINISHED)
        try:
            study.optimize(repeated_if_interrupted, callbacks=[enough, show])
        except KeyboardInterrupt:
            bar.write(
                f"Stopped with {len(finished(study))} of {n_trials} trials; the file has them, "
                "and the same call goes on from there.",
                file=sys.stdout,
            )
