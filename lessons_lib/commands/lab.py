"""``lab``: JupyterLab, opened on the learner notebooks."""

import subprocess
import sys

from lessons_lib.commands.environment import ROOT


def run(arguments):
    """Start JupyterLab with the learner notebooks in its file browser."""
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={ROOT}"]
    command += ["--LabApp.default_url=/lab/tree/notebooks/learner", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode
