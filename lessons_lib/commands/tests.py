"""``test``, ``test-full``, ``test-jax``, ``test-site``: pytest on parts of the course."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from lessons_lib.commands import data, environment
from lessons_lib.commands.environment import ROOT

NOTEBOOKS = [
    "notebooks",
    # Blanks stop these; tests/notebooks/test_regrading.py fills them.
    "--ignore=notebooks/learner",
    "--nbval-lax",
    "--nbval-sanitize-with=tests/notebooks/sanitize.cfg",
    "--nbval-cell-timeout=1200",
]
# Two at a time, each notebook in one process from its first cell to its last; in the order
# of the command line, where what takes longest comes first.
IN_PARALLEL = ["--numprocesses=2", "--dist=loadfile", "--no-loadscope-reorder"]


def run(command, arguments):
    """Run the tests that a command stands for; further arguments go to pytest."""
    variables = {"LESSONS_DATA": "sample"}
    python = Path(sys.executable)
    if command == "test":
        regrading = "tests/notebooks/test_regrading.py"
        quick = ["tests/checks", "tests/grading", "tests/notebooks", "tests/lib", "tests/red"]
        chosen = [regrading, *NOTEBOOKS, *quick, *IN_PARALLEL]
    elif command == "test-full":
        # One after another: the minutes are measured, and a GPU serves one notebook.
        variables["LESSONS_DATA"] = "full"
        if data.run([]):
            return 1
        chosen = ["tests/notebooks", "tests/full", *NOTEBOOKS]
    elif command == "test-jax":
        environment.ensure(environment.JAX)
        python = environment.JAX.python
        variables["KERAS_BACKEND"] = "jax"
        chosen = ["tests/without_tensorflow", *NOTEBOOKS, *IN_PARALLEL]
    else:
        chosen = ["tests/site"]
    with tempfile.TemporaryDirectory() as folder:
        variables["LESSONS_CLAIMS_LOG"] = str(Path(folder) / "claims.jsonl")
        return subprocess.run(
            [python, "-m", "pytest", *chosen, *arguments],
            cwd=ROOT,
            env={**os.environ, **variables},
            check=False,
        ).returncode
