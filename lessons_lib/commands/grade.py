"""``grade``: run the notebooks of a folder, each in a sandbox, and list who solved what."""

import argparse
import math
import sys
import time
from pathlib import Path

# TensorFlow alone needs most of it.
LEAST_MEMORY_GB = 1.5


class BadUse(Exception):
    """The command can't be done as it was given; the text says why."""


def run(arguments):
    """Grade the notebooks of a folder.

    Parameters
    ----------
    arguments : list of str
        The folder, and options.

    Returns
    -------
    int
        0 if every notebook has its row, 2 if folder, limits or CSV file can't be as
        given, 1 if this machine can't isolate a notebook or the rows can't be stored,
        130 after Ctrl-C.
    """
    options = _parser().parse_args(arguments)
    try:
        folder, csv_path, paths = _places(options)
    except BadUse as error:
        print(error, file=sys.stderr)
        return 2
    from lessons_lib.grading import refusal

    if why := refusal.why_not(folder):
        print(why, file=sys.stderr)
        return 1
    return _grade(folder, paths, csv_path, options)


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m lessons_lib grade",
        description="Run each notebook of a folder in a sandbox and list who solved what.",
    )
    parser.add_argument("folder", type=Path, help="the folder with the notebooks")
    parser.add_argument(
        "--csv", type=Path, help="the file for the rows (default: grades.csv in the folder)"
    )
    parser.add_argument(
        "--minutes", type=_minutes, default=10, help="most minutes a notebook (default: 10)"
    )
    parser.add_argument(
        "--memory-gb", type=_memory, default=4, help="most memory a notebook (default: 4)"
    )
    return parser


def _minutes(text):
    value = _number(text)
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(
            f"a notebook needs more than 0 minutes, and {text} is no such number"
        )
    return value


def _memory(text):
    value = _number(text)
    if not LEAST_MEMORY_GB <= value < math.inf:
        raise argparse.ArgumentTypeError(
            f"a notebook with TensorFlow needs at least {LEAST_MEMORY_GB} GB, and {text} is "
            "no such number"
        )
    return value


def _number(text):
    """Read a number; a text that is none becomes one that is within no limits."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def _places(options):
    """Find folder, notebooks and the place of the rows before any time is spent."""
    from lessons_lib.grading.collection import notebooks_in

    folder = options.folder.resolve()
    if not folder.is_dir():
        raise BadUse(f"There is no folder {options.folder}.")
    csv_path = (options.csv or folder / "grades.csv").absolute()
    if not csv_path.parent.is_dir() or csv_path.is_dir():
        raise BadUse(f"{csv_path} can't be written: name a file in a folder that exists.")
    try:
        paths = notebooks_in(folder)
    except OSError as error:
        raise BadUse(f"{error.filename} can't be read: {error.strerror}.") from error
    if not paths:
        raise BadUse(f"There is no notebook (*.ipynb) in {options.folder}.")
    return folder, csv_path, paths


def _grade(folder, paths, csv_path, options):
    """Grade one notebook after another; what there is after Ctrl-C is kept."""
    from lessons_lib.grading import report
    from lessons_lib.grading.watch import Limits

    limits = Limits(options.minutes, options.memory_gb)
    results, status = [], 0
    try:
        for number, path in enumerate(paths, start=1):
            file = str(path.relative_to(folder))
            print(
                f"{number} of {len(paths)}: {report.plain(file)} ... ", end="", flush=True
            )
            started = time.monotonic()
            results.append(_result(path, file, limits))
            print(f"{time.monotonic() - started:.0f} s", flush=True)
    except KeyboardInterrupt:
        print(f"stopped. {len(results)} of {len(paths)} notebooks are graded.")
        status = 130
    if not results:
        return status
    print(f"\n{report.table(results)}\n")
    try:
        report.write_csv(results, csv_path)
    except OSError as error:
        print(f"{csv_path} can't be written: {error.strerror}.", file=sys.stderr)
        return status or 1
    print(f"The rows are in {csv_path}.")
    return status


def _result(path, file, limits):
    from lessons_lib.grading import collection, result, watch

    try:
        return watch.grade(collection.content(path), file, limits)
    except collection.NotReadable as error:
        return result.Result(file, remark=str(error))
