"""A classroom: the notebooks up to each challenge, on little data, to try answers in.

Every answer gets the names that a learner has before the challenge. The data are
the first hundred pictures of each class of the sample, and twenty for the test set.
A training is a rehearsal in which nothing is learned. Claims and checks are left out
on the way. Each notebook has a temporary folder for its files.
"""

import contextlib
import functools
import gc
import io
import tempfile
import tomllib
from pathlib import Path
from unittest import mock

import keras
import matplotlib.pyplot as plt
import numpy as np
from rehearsal import rehearse

import lessons_lib.data
from lessons_lib import notebooks
from lessons_lib.data.manifest import data_set
from lessons_lib.data.sample import read_sample

ANSWERS = Path(__file__).with_name("answers")
PICTURES_A_CLASS = (100, 20)

# Python removes it at the end.
_room = tempfile.TemporaryDirectory(prefix="classroom-")


def _first_of_each_class(images, labels, count):
    classes = labels.ravel()
    places = np.sort(
        np.concatenate([np.flatnonzero(classes == number)[:count] for number in range(10)])
    )
    return images[places], labels[places]


@functools.cache
def _little_data(name="cifar10"):
    sample = read_sample(data_set(f"{name}-sample")).as_keras()
    return tuple(
        _first_of_each_class(*part, count)
        for part, count in zip(sample, PICTURES_A_CLASS, strict=True)
    )


@contextlib.contextmanager
def in_session(folder):
    """Run code as in a notebook: little data, no window, nothing printed, no file left."""
    with (
        mock.patch.object(lessons_lib.data, "load_cifar10", _little_data),
        mock.patch.object(
            lessons_lib.data, "load_mnist", functools.partial(_little_data, "mnist")
        ),
        mock.patch.object(keras.Model, "fit", rehearse),
        mock.patch.object(plt, "show"),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.chdir(folder),
    ):
        plt.switch_backend("agg")
        try:
            yield
        finally:
            plt.close("all")


def run(code, namespace):
    """Run code in a namespace; what goes wrong stays with the caller."""
    with in_session(Path(namespace["__file__"]).parent):
        exec(compile(code, "<cell>", "exec"), namespace)
        # Checks run elsewhere, and look for files where the notebook put them.
        for name, value in namespace.items():
            if isinstance(value, Path):
                namespace[name] = value.absolute()


@functools.cache
def before_challenges(stem):
    """Give for each challenge of a notebook the names that exist before it."""
    notebook = notebooks.read(notebooks.NOTEBOOKS / f"{stem}.ipynb")
    waiting = [challenge.name for challenge in notebooks.challenges(notebook)]
    folder = Path(_room.name) / stem
    folder.mkdir()
    namespace = {"__name__": "__main__", "__file__": str(folder / "notebook.ipynb")}
    names_before = {}
    for cell in notebook.cells:
        if "challenge" in notebooks.tags(cell):
            names_before[waiting.pop(0)] = dict(namespace)
            if not waiting:
                break
        passed_over = {"setup", "claim", "check"} & notebooks.tags(cell)
        if cell.cell_type == "code" and not passed_over:
            run(cell.source, namespace)
    # All this stays to the end: let no later search for garbage go through it again.
    gc.freeze()
    return names_before


def stem_of(challenge):
    """Name the notebook that a challenge is in."""
    for path in notebooks.paths():
        if challenge in {
            found.name for found in notebooks.challenges(notebooks.read(path))
        }:
            return path.stem
    raise KeyError(challenge)


def answers():
    """Read all tables: challenge -> {"right": [...], "wrong": [...]}."""
    tables = {}
    for path in sorted(ANSWERS.glob("*.toml")):
        tables |= tomllib.loads(path.read_text(encoding="utf-8"))
    return tables


def try_answer(challenge, code):
    """Run one answer where its challenge stands, and give the names afterwards."""
    namespace = dict(before_challenges(stem_of(challenge))[challenge])
    with contextlib.suppress(Exception):
        run(code, namespace)
    return namespace
