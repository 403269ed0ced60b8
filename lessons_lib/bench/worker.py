"""Measure one thing in a process of its own, and print the result as a line of JSON.

::

    python -m lessons_lib.bench.worker training '{"name": "naive intro", ...}'

A process of its own has its own peak memory, and inherits nothing from what ran before.
What costs time is imported where it is wanted, since an import may be what is timed.
"""

import json
import subprocess
import sys
import tempfile
import time

from lessons_lib.peak_memory import peak_memory


def training(name, epochs, seed, pictures=None, test=False):
    """Time a training and the preparation of its data; test what was trained on request.

    Parameters
    ----------
    name : str
        A key of ``lessons_lib.bench.recipes.RECIPES``.
    epochs, seed, pictures
        As :func:`lessons_lib.bench.recipes.run` takes them.
    test : bool, default False
        Whether to measure the test accuracy, too. Only for a network that takes pixels from
        0 to 255.

    Returns
    -------
    dict
        ``preparing`` (seconds from the loading of the pictures to the first step),
        ``epochs`` (as :class:`lessons_lib.bench.stopwatch.Stopwatch` notes them),
        ``pictures`` (how many were trained and validated on), ``peak_memory_gb`` (None
        where it can't be known) and, on request, ``test_accuracy`` and
        ``test_accuracy_mirrored``, from 0 to 1.
    """
    from lessons_lib.bench import recipes
    from lessons_lib.bench.stopwatch import Stopwatch

    stopwatch = Stopwatch()
    started = time.perf_counter()
    model, sizes = recipes.run(name, epochs, seed, stopwatch, pictures)
    found = {
        "preparing": stopwatch.start - started,
        "epochs": stopwatch.epochs,
        "pictures": sizes,
        "peak_memory_gb": peak_memory(),
    }
    return found | (_tested(model) if test else {})


def _tested(model):
    """Measure the test accuracy of a network that takes pixels from 0 to 255."""
    from lessons_lib.data import load_cifar10
    from lessons_lib.fast.mirrored import predict_mirrored

    _, (images, labels) = load_cifar10()
    looks = {
        "test_accuracy": model.predict(images, batch_size=500, verbose=0),
        "test_accuracy_mirrored": predict_mirrored(model, images),
    }
    return {
        name: float((probabilities.argmax(axis=1) == labels.ravel()).mean())
        for name, probabilities in looks.items()
    }


def sweep(way, epochs, seed, pictures):
    """Time a sweep over five dropout rates, from the raw pictures on.

    Parameters
    ----------
    way : str
        A key of ``lessons_lib.bench.sweeps.WAYS``.
    epochs : int
    seed : int
    pictures : int
        Use so many of the training pictures only; a fifth of them is for validation.

    Returns
    -------
    dict
        ``seconds``, ``rates``, ``trainings_a_rate``, ``shown_a_rate`` (training pictures
        times epochs times trainings), ``val_accuracies`` (one a training, from 0 to 1) and
        ``peak_memory_gb`` (None where it can't be known).
    """
    import keras

    from lessons_lib.bench import sweeps
    from lessons_lib.data import load_cifar10

    (images, labels), _ = load_cifar10()
    images, labels = images[:pictures], labels[:pictures]
    keras.utils.set_random_seed(seed)
    started = time.perf_counter()
    accuracies = sweeps.WAYS[way](images, labels, epochs)
    seconds = time.perf_counter() - started
    trainings_a_rate = len(accuracies) // len(sweeps.RATES)
    return {
        "seconds": seconds,
        "rates": sweeps.RATES,
        "trainings_a_rate": trainings_a_rate,
        "shown_a_rate": trainings_a_rate * epochs * (len(images) - len(images) // 5),
        "val_accuracies": accuracies,
        "peak_memory_gb": peak_memory(),
    }


def importing(code):
    """Time the imports of a notebook.

    Parameters
    ----------
    code : str
        Python that imports.

    Returns
    -------
    dict
        ``seconds``.
    """
    started = time.perf_counter()
    exec(code, {})
    return {"seconds": time.perf_counter() - started}


def loading():
    """Time the loading of the pictures, which are on this disk; a dict of ``seconds``."""
    from lessons_lib.data import load_cifar10

    started = time.perf_counter()
    load_cifar10()
    return {"seconds": time.perf_counter() - started}


def command(word):
    """Time a command of the course; where it fails, keep what it said, and say where.

    Parameters
    ----------
    word : str
        Such as ``"site"``.

    Returns
    -------
    dict
        ``seconds``.
    """
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "lessons_lib", word],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        with tempfile.NamedTemporaryFile(
            "w", prefix=f"bench-{word}-", suffix=".log", delete=False, encoding="utf-8"
        ) as log:
            log.write(done.stdout)
        last = (done.stdout.strip().splitlines() or ["it said nothing"])[-1]
        sys.exit(f"{last} (All that it said is in {log.name})")
    return {"seconds": time.perf_counter() - started}


MEASURES = {one.__name__: one for one in (training, sweep, importing, loading, command)}


if __name__ == "__main__":
    measure, arguments = sys.argv[1:]
    print(json.dumps(MEASURES[measure](**json.loads(arguments))))
