"""Studies in files: killed and gone on with, damaged, of another version; pruned trials."""

import contextlib
import sqlite3
import subprocess
import sys
import time

import keras
import numpy as np
import optuna
import pytest
from optuna.trial import TrialState

from lessons_lib import tuning
from lessons_lib.tuning import (
    StudyFileError,
    epochs_spent,
    finished,
    open_study,
    report_and_prune,
    search,
)

HEARTBEAT = 1
N_TRIALS = 6

# A search that trains nothing: what is tested is the study. Its trial 3 waits to be killed;
# the one that repeats it has another number.
PROGRAM = f"""
import sys, time
from lessons_lib.tuning import open_study, search

def objective(trial):
    rate = trial.suggest_float("rate", 1e-4, 1e-1, log=True)
    for epoch in range(4):
        trial.report(rate * epoch, step=epoch)
        if trial.number == 3:
            time.sleep(60)
    return rate

study = open_study(sys.argv[1], "killed", seed=42, heartbeat={HEARTBEAT})
search(study, objective, n_trials={N_TRIALS})
"""


@pytest.fixture(autouse=True)
def quiet():
    optuna.logging.set_verbosity(optuna.logging.WARNING)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "study.db"


def halves(trial):
    return trial.suggest_float("x", 0, 1) / 2


def states(study):
    return [trial.state for trial in study.trials]


# --- a process that is killed -------------------------------------------------------


def start(file):
    command = [sys.executable, "-c", PROGRAM, file]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.fixture
def killed(file):
    """The study of a process that was killed (SIGKILL) while it was at its fourth trial."""
    study = open_study(file, "killed", seed=0)
    process = start(file)
    while len(study.trials) < 4 or not study.trials[3].intermediate_values:
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.02)
    process.kill()
    process.wait()
    return study


def test_a_killed_study_goes_on_where_it_was(file, killed):
    before = killed.trials
    assert states(killed) == [*[TrialState.COMPLETE] * 3, TrialState.RUNNING]

    # Until its heart has stopped for longer than Optuna waits, in whole seconds.
    time.sleep(4.5 * HEARTBEAT)
    again = start(file)
    output, _ = again.communicate(timeout=60)
    assert again.returncode == 0, output

    after = killed.trials
    assert [(t.params, t.value) for t in after[:3]] == [
        (t.params, t.value) for t in before[:3]
    ], "a finished trial was lost"
    assert after[3].state == TrialState.FAIL
    assert after[3].params == before[3].params
    assert len(finished(killed)) == N_TRIALS
    tried = [trial.params["rate"] for trial in finished(killed)]
    assert tried.count(before[3].params["rate"]) == 1, (
        "the trial under way is repeated once"
    )
    assert len(set(tried)) == N_TRIALS, "a trial was done twice"


def test_a_study_that_has_all_its_trials_trains_nothing(file):
    study = open_study(file, "done", seed=1)
    search(study, halves, n_trials=3)
    search(open_study(file, "done", seed=1), lambda _: pytest.fail("trained"), n_trials=3)
    assert len(study.trials) == 3


def test_the_same_seed_does_not_draw_the_same_settings_again(file):
    for n_trials in (3, 6):
        study = open_study(file, "again", 42, sampler=optuna.samplers.RandomSampler)
        search(study, halves, n_trials=n_trials)
    assert len({trial.params["x"] for trial in study.trials}) == 6


def test_the_same_seed_gives_the_same_study(tmp_path):
    drawn = []
    for name in ("one.db", "two.db"):
        study = open_study(tmp_path / name, "same", seed=42)
        search(study, halves, n_trials=3)
        drawn.append([trial.params for trial in study.trials])
    assert drawn[0] == drawn[1]


def test_an_interruption_by_hand_is_one_sentence_and_its_trial_is_repeated(file, capsys):
    study = open_study(file, "interrupted", seed=1)

    def interrupted(trial):
        score = halves(trial)
        if trial.number == 2:
            raise KeyboardInterrupt
        return score

    search(study, interrupted, n_trials=5)
    told = capsys.readouterr().out.splitlines()
    assert (
        "Stopped with 2 of 5 trials; the file has them, and the same call goes on from there."
        in told
    )
    search(open_study(file, "interrupted", seed=1), halves, n_trials=5)
    assert len(finished(study)) == 5
    assert study.trials[3].params == study.trials[2].params


def test_the_bar_can_be_left_away(file, capfd):
    search(open_study(file, "silent", seed=1), halves, n_trials=2, progress_bar=False)
    assert capfd.readouterr() == ("", "")


# --- a file that is no study --------------------------------------------------------


def refused(file):
    """Try to open a file, and give the one sentence that comes; the file must stay."""
    content = file.read_bytes() if file.exists() else None
    with pytest.raises(StudyFileError) as error:
        open_study(file, "any", seed=0)
    assert (file.read_bytes() if file.exists() else None) == content
    sentence = str(error.value)
    assert "\n" not in sentence
    assert sentence.endswith((".", "`."))
    return sentence


def test_a_file_of_another_version_is_told(file):
    search(open_study(file, "old", seed=1), halves, n_trials=1)
    with sqlite3.connect(file) as tables:
        tables.execute("UPDATE alembic_version SET version_num = 'v1.2.0.a'")
    tables.close()
    assert "written by an Optuna whose files have another form" in refused(file)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_file_cut_short_is_told(file, share):
    search(open_study(file, "cut", seed=1), halves, n_trials=1)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(share * len(whole))])
    assert "is damaged or no study file" in refused(file)


def test_a_text_is_no_study(file):
    file.write_text("trial,value\n" * 200)
    assert "is damaged or no study file" in refused(file)


def test_a_database_of_another_program_stays_as_it_is(file):
    with sqlite3.connect(file) as tables:
        tables.execute("CREATE TABLE letters (letter TEXT)")
    tables.close()
    assert "a database of another program" in refused(file)


def test_a_file_that_another_process_keeps_busy_is_told(file, monkeypatch):
    search(open_study(file, "busy", seed=1), halves, n_trials=1)
    monkeypatch.setattr(tuning, "SECONDS_TO_WAIT", 0.1)
    with contextlib.closing(sqlite3.connect(file)) as another:
        another.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StudyFileError, match="Another process has kept study"):
            open_study(file, "busy", seed=1)
    assert len(finished(open_study(file, "busy", seed=1))) == 1


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert "There is no folder" in refused(tmp_path / "nowhere" / "study.db")


def test_an_empty_file_becomes_a_study(file):
    file.touch()
    search(open_study(file, "new", seed=1), halves, n_trials=1)
    assert len(finished(open_study(file, "new", seed=1))) == 1


# --- trials that end early ----------------------------------------------------------


@pytest.fixture
def train():
    """Give a function that trains a tiny network with a callback."""
    random = np.random.default_rng(0)
    images, classes = random.random((20, 4), dtype="float32"), np.arange(20) % 2

    def fit(callback):
        inputs = keras.Input((4,))
        model = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(inputs))
        model.compile(
            loss="sparse_categorical_crossentropy",
            metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
        )
        return model.fit(
            images,
            classes,
            epochs=3,
            validation_data=(images, classes),
            callbacks=[callback],
            verbose=0,
        ).history["val_accuracy"]

    return fit


def test_every_epoch_is_reported(train):
    study = optuna.create_study(direction="maximize")
    curves = []

    def objective(trial):
        curves.append(train(report_and_prune(trial)))
        return curves[-1][-1]

    study.optimize(objective, n_trials=1)
    assert list(study.trials[0].intermediate_values.values()) == pytest.approx(curves[0])
    assert epochs_spent(study) == 3


def test_a_trial_that_the_pruner_gives_up_ends_as_pruned(train):
    study = optuna.create_study(
        direction="maximize", pruner=optuna.pruners.ThresholdPruner(lower=2)
    )
    study.optimize(lambda trial: train(report_and_prune(trial))[-1], n_trials=2)
    assert states(study) == [TrialState.PRUNED] * 2
    assert epochs_spent(study) == 2
    assert len(finished(study)) == 2
