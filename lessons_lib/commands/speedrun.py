"""``speedrun``: train networks as fast as a GPU can, and say how fast and how well."""

import argparse
import importlib.metadata
import importlib.util
import json
import os
import platform
import sys
import time

from lessons_lib.commands.environment import ROOT
from lessons_lib.commands.writing import write_text
from lessons_lib.speedrun.recipe import FULL, MINIATURE
from lessons_lib.speedrun.report import Report

FOLDER = ROOT / "_build"
# Of the sample's training pictures. The miniature leaves the test pictures alone, and is
# evaluated on training pictures that it hasn't seen.
MINIATURE_TRAIN, MINIATURE_HELD_OUT = 1000, 500


class SpeedrunError(Exception):
    """The speedrun can't start or go on; one sentence says why and what to do."""


def run(arguments):
    """Train one network for each seed, and report.

    Parameters
    ----------
    arguments : list of str
        ``--seeds N`` and ``--miniature``, if wanted.

    Returns
    -------
    int
        0 if all networks were trained, 130 after an interruption, else 1. As long as it
        can be written, ``_build/speedrun-full.json`` (or ``-miniature``) has the finished
        runs in any case.
    """
    began = time.perf_counter()
    options = _options(arguments)
    recipe = MINIATURE if options.miniature else FULL
    try:
        device = _device(recipe)
        pictures = load_pictures(recipe)
    except SpeedrunError as error:
        print(error, file=sys.stderr)
        return 1
    report = Report(
        recipe=recipe,
        device=device,
        versions=_versions(),
        n_train=len(pictures.train_labels),
        n_test=len(pictures.test_labels),
        seeds=options.seeds or recipe.seeds,
    )
    status = _measure(report, pictures, began)
    print(report.table())
    return status


def load_pictures(recipe):
    """Load as many pictures as a recipe wants.

    Parameters
    ----------
    recipe : lessons_lib.speedrun.recipe.Recipe
        For ``MINIATURE``, some of the sample's training pictures, else the full data.

    Returns
    -------
    lessons_lib.speedrun.measuring.Pictures
        Of NumPy arrays.

    Raises
    ------
    SpeedrunError
        If the data can't be had.
    """
    os.environ["LESSONS_DATA"] = "sample" if recipe is MINIATURE else "full"
    import numpy as np

    from lessons_lib.data import DataError, load_cifar10
    from lessons_lib.speedrun.measuring import Pictures

    try:
        (images, labels), (test_images, test_labels) = load_cifar10()
    except DataError as error:
        raise SpeedrunError(str(error)) from error
    if recipe is MINIATURE:
        seen = slice(MINIATURE_TRAIN)
        held_out = slice(MINIATURE_TRAIN, MINIATURE_TRAIN + MINIATURE_HELD_OUT)
        test_images, test_labels = images[held_out], labels[held_out]
        images, labels = images[seen], labels[seen]
    return Pictures(
        images,
        labels.ravel().astype(np.int32),
        test_images,
        test_labels.ravel().astype(np.int32),
    )


def _measure(report, pictures, began):
    """Fill the report in, and write it after each run: what is finished can't get lost."""
    import jax

    from lessons_lib.speedrun.measuring import measure

    def finished(run):
        print(
            f"seed {run.seed}: {run.training_s:.2f} s, {100 * run.accuracy_tta:.2f} %",
            flush=True,
        )
        _write(report)

    print(f"Compiling for {report.device} ...", flush=True)
    try:
        measure(report, pictures, began, finished)
        return 0
    except SpeedrunError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"Interrupted: {_kept(report)}.", file=sys.stderr)
        return 130
    except jax.errors.JaxRuntimeError as error:
        if "RESOURCE_EXHAUSTED" not in str(error):
            raise
        print(
            f"The memory of {report.device} is full: close what else uses it (on NVIDIA, "
            f"`nvidia-smi` lists that) and start again; {_kept(report)}.",
            file=sys.stderr,
        )
        return 1


def _kept(report):
    if not report.runs:
        return "no run was finished"
    return f"{len(report.runs)} of {report.seeds} runs are finished, in {_file(report)}"


def _file(report):
    return FOLDER / f"speedrun-{report.recipe.name}.json"


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m lessons_lib speedrun", description=__doc__
    )
    parser.add_argument(
        "--seeds",
        type=_count,
        metavar="N",
        help=f"how many networks to train ({FULL.seeds}; {MINIATURE.seeds} in miniature)",
    )
    parser.add_argument(
        "--miniature",
        action="store_true",
        help="a small network and a few pictures, for a CPU",
    )
    return parser.parse_args(arguments)


def _count(text):
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 on is wanted, not {text}")
    return number


def _device(recipe):
    """Choose the backend and name the device, or say why the speedrun can't run here."""
    backend = os.environ.setdefault("KERAS_BACKEND", "jax")
    if backend != "jax":
        raise SpeedrunError(
            f"The speedrun runs on JAX, and KERAS_BACKEND is {backend!r}: set it to jax, or "
            "not at all."
        )
    if importlib.util.find_spec("jax") is None:
        raise SpeedrunError(
            f"The speedrun needs JAX, which {sys.executable} doesn't have: without "
            "LESSONS_ENVIRONMENT=here the command brings an environment with JAX."
        )
    import jax

    try:
        device = jax.devices()[0]
    except RuntimeError as error:
        raise SpeedrunError(
            f"JAX finds no device that it can use ({str(error).splitlines()[0]})."
        ) from error
    if device.platform == "cpu" and recipe is FULL:
        raise SpeedrunError(
            "JAX sees no GPU here, and on a CPU this takes hours for each seed: try "
            "`python -m lessons_lib speedrun --miniature`."
        )
    return f"{device.device_kind} ({device.platform})"


def _versions():
    names = ("jax", "keras")
    return {
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in names},
    }


def _write(report):
    text = json.dumps(report.as_dict(), indent=2, allow_nan=False) + "\n"
    try:
        FOLDER.mkdir(exist_ok=True)
        write_text(_file(report), text)
    except OSError as error:
        raise SpeedrunError(
            f"The report can't be written to {_file(report)} ({error.strerror or error}): "
            "make room or get leave to write there, and start again."
        ) from error
