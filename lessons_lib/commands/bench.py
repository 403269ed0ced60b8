"""``bench``: measure how fast the course is, against the program that it grew out of."""

import argparse
import os
import sys
import time

from lessons_lib.commands.environment import ROOT

RESULTS = ROOT / "_build" / "bench.json"


def run(arguments):
    """Measure, write the results into ``_build/bench.json`` and show them as tables.

    Parameters
    ----------
    arguments : list of str
        Nothing, ``--full``, ``--resume`` or both.

    Returns
    -------
    int
        0 if all was measured, 1 if something failed, 130 after Ctrl-C.
    """
    options = _parser().parse_args(arguments)
    from lessons_lib.bench import plans

    if options.full:
        os.environ["LESSONS_DATA"] = "full"
    if not _data_are_here():
        return 1
    suite, mode = (plans.FULL, "full") if options.full else (plans.QUICK, "quick")
    return measure(suite, mode, RESULTS, options.resume)


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m lessons_lib bench",
        description="Measure how fast the course is, in about two minutes.",
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="measure everything on the full data, five times (well over an hour)",
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on with a run that stopped, on the same machine and with the same program",
    )
    return parser


def _data_are_here():
    """Fetch and verify the pictures before any clock runs, or say why that can't be."""
    from lessons_lib.data import DataError, data_size, load_cifar10, manifest, roads

    try:
        load_cifar10()
    except DataError as error:
        print(error, file=sys.stderr)
        return False
    # The workers get what there is now, and look for no more while their clocks run.
    os.environ["LESSONS_DATA"] = size = data_size()
    cifar10 = manifest.data_set("cifar10")
    if size == "full" and not roads.is_on_disk(cifar10):
        print(
            f"The full {cifar10.title} is not on this disk, and every measurement would "
            "fetch it anew: make room for it, or set LESSONS_DATA=sample.",
            file=sys.stderr,
        )
        return False
    return True


def measure(suite, mode, path, resume=False):
    """Run a suite, keep what was measured after every job, and show it at the end.

    Parameters
    ----------
    suite : lessons_lib.bench.suite.Suite
    mode : str
        What the results are called: quick or full.
    path : pathlib.Path
        File of the results.
    resume : bool, default False
        Whether to go on with the run in that file.

    Returns
    -------
    int
        As for `run`.
    """
    from lessons_lib.bench.report import markdown
    from lessons_lib.bench.results import Results
    from lessons_lib.bench.suite import BenchError

    results, status = Results(suite, mode), 0
    if resume:
        try:
            results.resume(path)
        except BenchError as error:
            print(error, file=sys.stderr)
            return 1
    turns, n_kept = suite.turns(), results.n_runs
    try:
        for number, (job, seed) in enumerate(turns[n_kept:], start=n_kept + 1):
            print(f"{number} of {len(turns)}: {job.label} ... ", end="", flush=True)
            started = time.monotonic()
            results.add(job, job.run(seed))
            _write(results, path)
            n_kept = results.n_runs
            print(f"{time.monotonic() - started:.0f} s", flush=True)
    except KeyboardInterrupt:
        print("stopped.")
        status = 130
    except BenchError as error:
        print("failed.")
        print(error, file=sys.stderr)
        status = 1
    if not results.n_runs:
        print("Nothing was measured, so nothing was written.")
        return status
    print(f"\n{markdown(results.document)}\n")
    if n_kept == results.n_runs:
        print(f"{n_kept} of {len(turns)} measurements are kept in {path}")
    return status


def _write(results, path):
    from lessons_lib.bench.suite import BenchError

    try:
        results.write(path)
    except OSError as error:
        raise BenchError(
            f"The results can't be written to {path} ({error.strerror or error}): make room "
            "or get leave to write there, and start again."
        ) from error
