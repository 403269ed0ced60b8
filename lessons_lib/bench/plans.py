"""What is measured: in two minutes, or in full."""

from lessons_lib.bench.suite import Job, Suite

# What the workshop's lesson imports at its beginning, and what episode 1 does.
NAIVE_IMPORTS = """\
from tensorflow import keras
from sklearn.model_selection import train_test_split
import matplotlib.pyplot as plt
import seaborn as sns
import pandas as pd
"""
EPISODE_IMPORTS = """\
import math
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from keras import layers
from sklearn.model_selection import train_test_split

from lessons_lib.data import CLASS_NAMES, load_cifar10
from lessons_lib.plots import show_images
"""


def training(name, epochs, pictures=None, test=False):
    """Plan a training; the parameters are those of `lessons_lib.bench.worker.training`."""
    unit = "epoch" if epochs == 1 else "epochs"
    arguments = {"name": name, "epochs": epochs, "pictures": pictures, "test": test}
    return Job(f"{name}, {epochs} {unit}", "training", arguments, seeded=True)


def sweep(way, epochs, pictures):
    """Plan a sweep; the parameters are those of `lessons_lib.bench.worker.sweep`."""
    arguments = {"way": way, "epochs": epochs, "pictures": pictures}
    return Job(f"sweep, {way}", "sweep", arguments, seeded=True)


IMPORTS = (
    Job("imports of the naive course", "importing", {"code": NAIVE_IMPORTS}),
    Job("imports of episode 1", "importing", {"code": EPISODE_IMPORTS}),
)
LOADING = Job("load_cifar10()", "loading")
SITE = Job("make site", "command", {"word": "site"})
TESTS = Job("make test", "command", {"word": "test"})

QUICK = Suite(
    jobs=(
        IMPORTS[1],
        LOADING,
        training("naive intro", 2, pictures=10_000),
        training("episode intro", 2, pictures=10_000),
        training("fast S", 1, pictures=10_000),
    ),
    seeds=(1, 2),
    once=(
        sweep("one after another", 1, pictures=2000),
        sweep("all at once", 1, pictures=2000),
        SITE,
    ),
)
FULL = Suite(
    jobs=(
        *IMPORTS,
        LOADING,
        # five more than in the lesson, to see whether it reaches more
        training("naive intro", 15),
        training("naive dropout", 10),
        training("episode intro", 10),
        training("episode dropout", 15),
        training("fast S", 1),
        training("fast S", 2),
        training("fast S", 4),
        training("fast S2", 6, test=True),
        sweep("one after another", 4, pictures=10_000),
        sweep("all at once", 4, pictures=10_000),
        sweep("all at once, larger batches", 4, pictures=10_000),
        sweep("episode 5", 3, pictures=10_000),
        SITE,
    ),
    seeds=(1, 2, 3, 4, 5),
    # a quarter of an hour on two cores
    once=(TESTS,),
)
