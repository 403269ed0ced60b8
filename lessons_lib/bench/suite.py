"""Jobs that take turns, each in a process of its own."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass, field

from lessons_lib.commands.environment import ROOT


class BenchError(Exception):
    """A measurement failed; the text says which, and why."""


@dataclass(frozen=True)
class Job:
    """One measurement.

    Parameters
    ----------
    label : str
        Its name, for people and in the results.
    measure : str
        A function of :mod:`lessons_lib.bench.worker`.
    arguments : dict
        What it is called with.
    seeded : bool
        Whether it is told the seed of the round, too.
    """

    label: str
    measure: str
    arguments: dict = field(default_factory=dict)
    seeded: bool = False

    def run(self, seed):
        """Measure, in a process of its own.

        Parameters
        ----------
        seed : int
            The number of the round.

        Returns
        -------
        dict
            What the worker found, and ``seed``, the number of the round.

        Raises
        ------
        BenchError
            If the worker failed.
        """
        arguments = self.arguments | ({"seed": seed} if self.seeded else {})
        worker = [sys.executable, "-m", "lessons_lib.bench.worker"]
        done = subprocess.run(
            [*worker, self.measure, json.dumps(arguments)],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise BenchError(f"“{self.label}” could not be measured: {_reason(done)}")
        return json.loads(done.stdout.splitlines()[-1]) | {"seed": seed}


def _reason(done):
    """Say why a worker failed."""
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        return f"the process was ended by {name}, as happens where memory runs out."
    said = done.stderr.strip().splitlines()
    return said[-1] if said else f"the process ended with status {done.returncode}."


@dataclass(frozen=True)
class Suite:
    """Jobs that are run one after another, and again with every seed.

    A machine that becomes slow meets all of them, so that their ratios stay what they are.

    Parameters
    ----------
    jobs : tuple of Job
        Run in every round.
    seeds : tuple of int
        One for each round.
    once : tuple of Job, optional
        Run once, after all rounds.
    """

    jobs: tuple
    seeds: tuple
    once: tuple = ()

    def turns(self):
        """Give the jobs and their seeds in the order in which they are run.

        Returns
        -------
        list of (Job, int)
        """
        rounds = [(job, seed) for seed in self.seeds for job in self.jobs]
        return rounds + [(job, self.seeds[0]) for job in self.once]
