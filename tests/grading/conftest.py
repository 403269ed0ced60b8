"""Notebooks as learners hand them in, and the command as an instructor runs it."""

import csv
import os
import subprocess
import sys

import nbformat
import no_sandbox
import pytest

from lessons_lib import notebooks
from lessons_lib.challenges import fill, match
from lessons_lib.grading import refusal
from lessons_lib.learner import LEARNER

EPISODE = "03-build"


class Handed:
    """The learner notebook of episode 3, to be filled, spoiled and stored."""

    def __init__(self):
        canonical = notebooks.read(notebooks.NOTEBOOKS / f"{EPISODE}.ipynb")
        self.notebook = notebooks.read(LEARNER / f"{EPISODE}.ipynb")
        self.challenges = {
            challenge.name: challenge for challenge in notebooks.challenges(canonical)
        }

    def cell(self, role, challenge):
        wanted = {"challenge": challenge, "role": role}
        return next(c for c in self.notebook.cells if c.metadata.get("lessons") == wanted)

    def fill(self, *names):
        """Put the right answers into the blanks of these challenges, or of all."""
        for name in names or self.challenges:
            challenge = self.challenges[name]
            fills = match(challenge.blank, challenge.solution_code)
            self.cell("blank", name).source = fill(challenge.blank, fills)
        return self

    def append(self, challenge, line):
        """Add a line to what stands in the blank of a challenge."""
        self.cell("blank", challenge).source += f"\n{line}"
        return self

    def give_up(self, challenge):
        self.cell("blank", challenge).source = f'check.give_up("{challenge}")'
        return self

    def without_keras(self, *sources):
        """Keep two challenges that are about numbers, which is quick; add code cells."""
        setup = notebooks.code_cells(self.notebook)[0]
        kept = [
            self.cell(role, challenge)
            for challenge in ("padding_stride", "count_parameters")
            for role in ("blank", "check")
        ]
        added = [nbformat.v4.new_code_cell(source) for source in sources]
        self.notebook.cells = [setup, *kept, *added]
        return self

    def store(self, path):
        path.parent.mkdir(exist_ok=True)
        nbformat.write(self.notebook, path)


class Grading:
    """One run of the command: the rows it has written, and what it has left."""

    def __init__(self, folder, temporary, *options):
        before = _contents(folder)
        done = subprocess.run(
            [sys.executable, "-m", "lessons_lib", "grade", folder, *options],
            env={**os.environ, "TMPDIR": str(temporary)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        self.shown = done.stdout
        after = _contents(folder)
        with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
            self.rows = {row["file"]: row for row in csv.DictReader(file)}
        self.changed = {
            path for path in {*before, *after} if before.get(path) != after.get(path)
        }
        self.temporary = list(temporary.iterdir())


def _contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def handed():
    return Handed


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory):
    """Skip, or fail in the gate, where a notebook can't be isolated."""
    if why := refusal.why_not(tmp_path_factory.mktemp("class")):
        no_sandbox.skip_or_fail(why)


@pytest.fixture(scope="session")
def grading(sandbox):
    return Grading
