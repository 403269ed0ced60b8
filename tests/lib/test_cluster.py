"""Searches on a Dask cluster of two processes, one of which is killed in the middle."""

import logging
import os
import sys
import threading
import time

import cloudpickle
import joblib
import keras
import numpy as np
import optuna
import psutil
import pytest
from dask.distributed import Client, LocalCluster
from scikeras.wrappers import KerasClassifier
from sklearn.model_selection import GridSearchCV, StratifiedKFold

from lessons_lib.tuning import finished, open_study, search

# The workers can't import a test: what it defines travels with the tasks.
cloudpickle.register_pickle_by_value(sys.modules[__name__])


@pytest.fixture
def client(monkeypatch):
    # New processes ask for it, and the main module of a parallel test run has none.
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None, raising=False)
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


class Plug:
    """Kills the process of a busy worker as soon as a condition holds."""

    def __init__(self, client, condition):
        self.client, self.condition = client, condition
        self.killed = None
        self.thread = threading.Thread(target=self._pull)

    def _pull(self):
        while not self.condition():
            time.sleep(0.05)
        while not (busy := [w for w, tasks in self.client.processing().items() if tasks]):
            time.sleep(0.05)
        (self.killed,) = self.client.run(os.getpid, workers=busy[:1]).values()
        psutil.Process(self.killed).kill()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.thread.join(60)


def tiny_network():
    inputs = keras.Input((8, 8, 3))
    x = keras.layers.Flatten()(inputs)
    # Without a seed of its own it takes one from Python's generator, which the threads of a
    # worker share: Dask draws from it, too, when a connection to the lost worker fails.
    initializer = keras.initializers.GlorotUniform(seed=0)
    dense = keras.layers.Dense(2, activation="softmax", kernel_initializer=initializer)
    return keras.Model(inputs, dense(x))


def grid(folds):
    classifier = KerasClassifier(
        model=tiny_network,
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        epochs=2,
        verbose=0,
        random_state=42,
    )
    return GridSearchCV(
        classifier,
        param_grid={"optimizer": ["sgd", "adam"], "batch_size": [8, 16]},
        cv=folds,
        refit=False,
    )


def test_a_grid_search_that_loses_a_worker_ends_with_the_same_answer(client):
    random = np.random.default_rng(0)
    # so many that the row numbers of a fold are more than joblib sends with each task
    classes = np.arange(300) % 2
    images = (
        random.random((300, 8, 8, 3), dtype="float32") + classes[:, None, None, None] / 4
    )
    folds = list(StratifiedKFold(n_splits=3).split(images, classes))
    here = grid(folds).fit(images, classes)

    client.get_task_stream()
    # Dask gives copies back that it takes for superfluous: those of a worker still alive.
    client.amm.stop()
    with (
        Plug(client, lambda: len(client.get_task_stream()) >= 2) as plug,
        joblib.parallel_config(
            backend="dask",
            scatter=[images, classes, *(rows for fold in folds for rows in fold)],
        ),
    ):
        there = grid(folds).fit(images, classes)
    assert plug.killed is not None
    assert there.best_params_ == here.best_params_
    np.testing.assert_array_equal(
        there.cv_results_["mean_test_score"], here.cv_results_["mean_test_score"]
    )


def objective(trial):
    x = trial.suggest_float("x", -1, 1)
    time.sleep(0.4)
    return -(x**2)


def go_on(file, seed):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    # Shorter, and on a busy machine a worker that is alive may be taken for dead.
    study = open_study(file, "shared", seed=seed, heartbeat=10)
    search(study, objective, n_trials=12, progress_bar=False)


def test_a_study_that_loses_a_worker_has_all_its_trials_in_the_end(client, tmp_path):
    file = tmp_path / "study.db"
    study = open_study(file, "shared", seed=0)
    with Plug(client, lambda: len(finished(study)) >= 3) as plug:
        client.gather(client.map(go_on, [file, file], [1, 2], pure=False))
    assert plug.killed is not None
    assert len(finished(study)) in (12, 13)
    tried = [trial.params["x"] for trial in finished(study)]
    assert len(set(tried)) == len(tried)
