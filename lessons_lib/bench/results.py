"""What was measured, as a document that can be written at any time."""

import json

from lessons_lib.bench.machine import machine
from lessons_lib.bench.suite import BenchError
from lessons_lib.commands.writing import write_text


class Results:
    """The runs of each job of a suite, and the machine.

    Parameters
    ----------
    suite : lessons_lib.bench.suite.Suite
    mode : str
        What the suite is called.

    Attributes
    ----------
    document : dict
        As :func:`lessons_lib.bench.report.markdown` takes it.
    """

    def __init__(self, suite, mode):
        turns = suite.turns()
        # a job that is run in several rounds is one measurement
        measurements = {
            job.label: {
                "label": job.label,
                "measure": job.measure,
                "arguments": job.arguments,
                "runs": [],
            }
            for job, _ in turns
        }
        self.document = {
            "machine": machine(),
            "mode": mode,
            "missing": len(turns),
            "measurements": list(measurements.values()),
        }

    @property
    def n_runs(self):
        """How many runs there are of all jobs together."""
        return _n_runs(self.document)

    def resume(self, path):
        """Take over what a run that stopped had measured, and note the day.

        Parameters
        ----------
        path : pathlib.Path
            File of a document.

        Raises
        ------
        BenchError
            If there is none, it is complete, or it is of another plan or another machine.
        """
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            n_missing, plan = kept["missing"], _plan(kept)
        # what is no JSON, or is no document of a run
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BenchError(
                f"There is no run to go on with in {path}: start without --resume."
            ) from error
        if not n_missing:
            raise BenchError(f"The run in {path} is complete: start without --resume.")
        if plan != _plan(self.document):
            raise BenchError(
                f"The run in {path} had other measurements to make, or another machine: "
                "start without --resume."
            )
        today = self.document["machine"]["date"]
        self.document = kept | {"resumed": [*kept.get("resumed", []), today]}

    def add(self, job, found):
        """Add what a run of a job found.

        Parameters
        ----------
        job : lessons_lib.bench.suite.Job
            One of the suite.
        found : dict
            As `Job.run` gives it.
        """
        measurement = next(
            one for one in self.document["measurements"] if one["label"] == job.label
        )
        measurement["runs"].append(found)
        self.document["missing"] -= 1

    def write(self, path):
        """Write the document; a file that is there is replaced by a complete one.

        Parameters
        ----------
        path : pathlib.Path
            Its folder is made if need be.

        Raises
        ------
        OSError
            If the disk is full or the folder can't be written.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps(self.document, indent=1) + "\n")


def _plan(document):
    """Give what must be alike for two runs to be one: the jobs, in order, and the machine."""
    n_turns = _n_runs(document) + document["missing"]
    jobs = [
        {key: one[key] for key in ("label", "measure", "arguments")}
        for one in document["measurements"]
    ]
    changing = ("busy", "date")
    on = {key: one for key, one in document["machine"].items() if key not in changing}
    return document["mode"], n_turns, jobs, on


def _n_runs(document):
    return sum(len(one["runs"]) for one in document["measurements"])
