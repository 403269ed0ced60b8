"""``pins``: turn requirements.in into the pinned requirements.txt."""

import subprocess
import sys

from lessons_lib.commands.environment import COURSE, JAX


def run(arguments):
    """Resolve for every system and Python of the course, without addresses."""
    for environment in (COURSE, JAX):
        pinned = environment.requirements
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
        command += ["--no-header", "--no-annotate", "--python-version", "3.11", *arguments]
        command += [pinned.with_suffix(".in").name, "--output-file", pinned.name]
        status = subprocess.run(command, cwd=pinned.parent, check=False).returncode
        if status:
            print(f"{pinned.name} was not renewed; the old pins stay.")
            return status
    return 0
