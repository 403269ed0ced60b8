"""``test``, ``test-full``, ``test-jax``, ``test-site``: pytest on parts of the course."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import joblib

from lessons_lib.commands import browser_tools, data, environment
from lessons_lib.commands.environment import ROOT

NOTEBOOKS = [
    "notebooks",
    # Blanks stop these; tests/notebooks/filling.py fills them.
    "--ignore=notebooks/learner",
    "--nbval-lax",
    "--nbval-sanitize-with=tests/notebooks/sanitize.cfg",
    "--nbval-cell-timeout=1200",
]
# Two at a time, each notebook in one process from its first cell to its last (and more in
# one: see tests/conftest.py); in the order of the command line, where what takes longest
# comes first.
IN_PARALLEL = ["--numprocesses=2", "--dist=loadfile", "--no-loadscope-reorder"]
# Each of the two computes on its half of the cores: they get in each other's way otherwise.
THREADS = str(max(1, joblib.cpu_count() // 2))
ON_HALF_THE_CORES = {"TF_NUM_INTRAOP_THREADS": THREADS, "OMP_NUM_THREADS": THREADS}

# Of the library what computes by Keras, and so may differ from backend to backend.
BY_KERAS = ["fast", "keras_gradients", "models", "sharing", "training", "transfer"]

LIGHTHOUSE = "tests/browser/test_lighthouse.py"
NO_TESTS_CHOSEN = 5  # what pytest returns then


def sample(arguments):
    """Test everything but the site, on the sample; further arguments go to pytest."""
    longest = [
        "tests/notebooks/test_filled_deep_dives.py",
        "tests/notebooks/test_filled_episodes.py",
        *NOTEBOOKS,
    ]
    quick = ["checks", "grading", "notebooks", "lib", "book", "speedrun", "red"]
    folders = [f"tests/{name}" for name in quick]
    return _pytest([*longest, *folders, *IN_PARALLEL, *arguments], **ON_HALF_THE_CORES)


def full(arguments):
    """Test the notebooks on the full data; further arguments go to pytest."""
    if data.run([]):
        return 1
    # One after another: the minutes are measured, and a GPU serves one notebook.
    return _pytest(
        ["tests/notebooks/test_contract.py", "tests/full", *NOTEBOOKS, *arguments],
        LESSONS_DATA="full",
    )


def jax(arguments):
    """Test on JAX what a backend may change, on the sample; arguments go to pytest."""
    environment.ensure(environment.JAX)
    library = [f"tests/lib/test_{name}.py" for name in BY_KERAS]
    quick = ["tests/speedrun", "tests/without_tensorflow", *library]
    return _pytest(
        [*NOTEBOOKS, *quick, *IN_PARALLEL, *arguments],
        python=environment.JAX.python,
        KERAS_BACKEND="jax",
    )


def site(arguments):
    """Test the website as it was built last, in a browser too; arguments go to pytest."""
    try:
        browser_tools.ensure()
        browser_tools.browser()
    except browser_tools.BrowserToolsError as error:
        print(error, file=sys.stderr)
        return 1
    longest = [f"tests/browser/test_{name}.py" for name in ("every_page", "pdf", "weight")]
    together = [*longest, "tests/browser", "tests/site", f"--ignore={LIGHTHOUSE}"]
    # Lighthouse runs alone, since it measures. Arguments may choose none of one or the other.
    statuses = [
        _pytest([*together, *IN_PARALLEL, *arguments]),
        _pytest([LIGHTHOUSE, *arguments]),
    ]
    failed = [status for status in statuses if status not in (0, NO_TESTS_CHOSEN)]
    if failed:
        return failed[0]
    return 0 if 0 in statuses else NO_TESTS_CHOSEN


def _pytest(arguments, python=sys.executable, **variables):
    """Run pytest with the course's variables, and count the claims on the way."""
    with tempfile.TemporaryDirectory() as folder:
        claims = {"LESSONS_CLAIMS_LOG": str(Path(folder) / "claims.jsonl")}
        return subprocess.run(
            [python, "-m", "pytest", *arguments],
            cwd=ROOT,
            env={**os.environ, "LESSONS_DATA": "sample", **claims, **variables},
            check=False,
        ).returncode
