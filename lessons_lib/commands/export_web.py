"""``export-web``: write a trained model as a script, for the page that looks inside it."""

import argparse
import sys
from pathlib import Path

from lessons_lib.commands.environment import ROOT
from lessons_lib.commands.writing import write_text

# The script that the page of the built site loads.
IN_THE_SITE = ROOT / "_build" / "html" / "_static" / "network-weights.js"


def run(arguments):
    """Write a model for the page, or say in one sentence why not.

    Parameters
    ----------
    arguments : list of str
        The model's file, and if wanted where to write and the names of the classes.

    Returns
    -------
    int
        0 if the script is written; else nothing is.
    """
    options = _options(arguments)
    from lessons_lib.data import CLASS_NAMES
    from lessons_lib.web_model import WebModelError, model_script

    classes = options.classes or CLASS_NAMES
    try:
        _write(options.output, model_script(_load(options.model), classes))
    except WebModelError as error:
        print(error, file=sys.stderr)
        return 1
    size = options.output.stat().st_size
    print(f"{options.output}: {size / 1000:.0f} kB, classes {', '.join(classes)}")
    return 0


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m lessons_lib export-web", description=__doc__
    )
    parser.add_argument(
        "model", type=Path, metavar="MODEL", help="a .keras file: a chain of layers"
    )
    parser.add_argument(
        "output",
        type=Path,
        metavar="OUTPUT",
        nargs="?",
        default=IN_THE_SITE,
        help="where to write; if not given, the built site shows the model from now on",
    )
    parser.add_argument(
        "--classes",
        type=lambda names: [name.strip() for name in names.split(",")],
        help="the names of the classes in the order of the outputs, with commas between "
        "them; those of CIFAR-10 if not given",
    )
    return parser.parse_args(arguments)


def _load(path):
    from lessons_lib.web_model import WebModelError

    if not path.is_file():
        raise WebModelError(f"There is no file {path}.")
    if path.suffix != ".keras":
        raise WebModelError(f"{path} is no .keras file: write one with model.save(…).")
    import keras

    try:
        return keras.saving.load_model(path, compile=False)
    # Damaged bytes, and classes that Keras does not know, raise nearly anything.
    except Exception as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise WebModelError(
            f"{path} can't be read as a Keras model ({reason.rstrip('.')})."
        ) from error


def _write(path, text):
    from lessons_lib.web_model import WebModelError

    if path.is_dir():
        raise WebModelError(
            f"{path} can't be written, since it is a folder: name a file in it."
        )
    try:
        write_text(path, text)
    except OSError as error:
        raise WebModelError(
            f"{path} can't be written ({error.strerror or error}): build the site first, "
            "or name a file in a folder that there is."
        ) from error
