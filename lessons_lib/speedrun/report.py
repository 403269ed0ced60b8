"""What a speedrun tells: a table for people, and JSON for everything else."""

import statistics
from dataclasses import asdict, dataclass, field

from lessons_lib.speedrun.recipe import Recipe


@dataclass(frozen=True)
class Run:
    """One training.

    Parameters
    ----------
    seed : int
    training_s : float
        From the whitening to the last step, in seconds.
    evaluation_s : float
        For all views of all pictures, in seconds.
    accuracy : float
        Share of the pictures that the network gets right as they are, from 0 to 1.
    accuracy_tta : float
        The same by the mean over six views of each (test-time augmentation).
    """

    seed: int
    training_s: float
    evaluation_s: float
    accuracy: float
    accuracy_tta: float


@dataclass
class Report:
    """Several trainings and what they ran on.

    Parameters
    ----------
    recipe : Recipe
    device : str
        Such as ``"NVIDIA H200"``.
    versions : dict of str to str
        Of Python and of the libraries.
    n_train, n_test : int
        Pictures that are trained and evaluated on.
    seeds : int
        How many trainings were asked for.
    compile_s : float, optional
        For all programs, in seconds; None before they are compiled.
    cold_total_s : float, optional
        From the start of the command to the first network with its accuracy, in seconds.
    runs : list of Run
        The trainings that are finished.
    """

    recipe: Recipe
    device: str
    versions: dict
    n_train: int
    n_test: int
    seeds: int
    compile_s: float | None = None
    cold_total_s: float | None = None
    runs: list = field(default_factory=list)

    def summary(self):
        """Compute mean, standard deviation, smallest and largest value over the seeds.

        Returns
        -------
        dict of str to dict of str to float
            For each number of a run; without any run it is empty. One run has no
            standard deviation (None).
        """
        if not self.runs:
            return {}
        numbers = ("training_s", "evaluation_s", "accuracy", "accuracy_tta")
        return {
            name: _spread([getattr(run, name) for run in self.runs]) for name in numbers
        }

    def as_dict(self):
        """Give everything in types that JSON knows."""
        return {**asdict(self), "summary": self.summary()}

    def table(self):
        """Lay the numbers out for a terminal.

        Returns
        -------
        str
            A line for each number.
        """
        versions = ", ".join(f"{name} {number}" for name, number in self.versions.items())
        rows = [
            ("device", self.device),
            ("versions", versions),
            ("recipe", f"{self.recipe.name}, {self.recipe.epochs} epochs"),
            ("pictures", f"{self.n_train:,} to train, {self.n_test:,} to evaluate"),
            ("seeds", f"{len(self.runs)} of {self.seeds}"),
            ("compile time", _seconds(self.compile_s)),
            ("cold total", _seconds(self.cold_total_s)),
        ]
        summary = self.summary()
        for label, name, show in (
            ("training time", "training_s", _seconds),
            ("evaluation time", "evaluation_s", _seconds),
            ("accuracy", "accuracy_tta", _percent),
            ("… one view each", "accuracy", _percent),
        ):
            if spread := summary.get(name):
                rows.append((label, _line(spread, show)))
        return "\n".join(f"{label:16} {text}" for label, text in rows)


def _spread(values):
    return {
        "mean": statistics.fmean(values),
        "standard_deviation": statistics.stdev(values) if len(values) > 1 else None,
        "min": min(values),
        "max": max(values),
    }


def _line(spread, show):
    deviation = spread["standard_deviation"]
    about = "" if deviation is None else f" ± {show(deviation)}"
    return f"{show(spread['mean'])}{about} ({show(spread['min'])} to {show(spread['max'])})"


def _seconds(number):
    return "not known" if number is None else f"{number:.2f} s"


def _percent(share):
    return f"{100 * share:.2f} %"
