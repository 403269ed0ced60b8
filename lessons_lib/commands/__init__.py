"""What ``python -m lessons_lib COMMAND`` does, one module a concern.

Nothing here may import a package outside the standard library at its top: the
first thing a command does is to make sure that the packages are there.
"""

import argparse
import importlib
import sys

from lessons_lib.commands import environment

# command: (module, or module and function; what it does)
COMMANDS = {
    "site": ("site", "build the website into _build/html"),
    "serve": ("serve", "show the built website at http://localhost:8000"),
    "test": ("tests:sample", "test everything on the sample of the data"),
    "test-full": (
        "tests:full",
        "run the notebooks' tests on the full data, with their minutes",
    ),
    "test-jax": (
        "tests:jax",
        "run the notebooks and the speedrun's tests on JAX, without TensorFlow",
    ),
    "test-site": ("tests:site", "test the built website"),
    "lint": ("lint", "check style, spelling and the workflows"),
    "bench": ("bench", "measure how fast the course is, in about two minutes"),
    "outputs": (
        "outputs",
        "execute the notebooks on the full data and store their outputs",
    ),
    "learner": ("learner", "generate the learner notebooks from the solved ones"),
    "pdf": ("pdf", "print the website into one PDF, _build/course.pdf"),
    "slides": ("slides", "make slides of each episode into _build/slides"),
    "grade": ("grade", "run the learner notebooks of a folder and list who solved what"),
    "export-web": ("export_web", "write a trained model for the page that looks inside it"),
    "bundle": (
        "bundle",
        "pack site, notebooks, data and packages for a room without network",
    ),
    "lab": ("lab", "open JupyterLab on the learner notebooks"),
    "data": ("data", "fetch and verify the full data"),
    "doctor": ("doctor", "check this machine and say what to do"),
    "speedrun": (
        "speedrun",
        "train CIFAR-10 to 94 % in seconds, on a GPU, and say how fast it was",
    ),
    "models": ("models", "train anew the models that later episodes start from"),
    "address": ("address", "write the repository's address into the notebooks, for Colab"),
    "pins": ("pins", "pin the newest versions that fit requirements.in"),
    "clean": ("clean", "remove what the commands made, except the data"),
}

# These take no further words. Whoever types one, such as --help, does not want them to
# remove, train or overwrite anything.
WITHOUT_ARGUMENTS = {
    "address",
    "clean",
    "doctor",
    "learner",
    "lint",
    "models",
    "pdf",
    "site",
}
# These look at the machine as it is, or remove the environment.
WITHOUT_ENVIRONMENT = {"clean", "doctor"}
# This one needs JAX; all others run in the course's environment.
ON_JAX = {"speedrun"}


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m lessons_lib",
        description="The commands of the course. `make COMMAND` does the same.",
        epilog="\n".join(f"{name:10} {text}" for name, (_, text) in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "command", metavar="COMMAND", choices=COMMANDS, help="one of these:"
    )
    parser.add_argument(
        "arguments", nargs=argparse.REMAINDER, help="passed on, e.g. `outputs 04`"
    )
    return parser


def main(arguments):
    """Run one command.

    Parameters
    ----------
    arguments : list of str
        The command and what belongs to it, as typed.

    Returns
    -------
    int
        Exit status: 0 if all went well, 2 if a command can't be done as it was typed.
    """
    options = _parser().parse_args(arguments)
    if options.arguments and options.command in WITHOUT_ARGUMENTS:
        words = " ".join(options.arguments)
        print(f"`{options.command}` takes no arguments, not {words}.", file=sys.stderr)
        return 2
    try:
        home = environment.JAX if options.command in ON_JAX else environment.COURSE
        if options.command not in WITHOUT_ENVIRONMENT and not environment.is_active(home):
            return environment.run_inside(home, arguments)
        module, _, function = COMMANDS[options.command][0].partition(":")
        module = importlib.import_module(f"lessons_lib.commands.{module}")
        return getattr(module, function or "run")(options.arguments)
    except environment.EnvironmentNotReady as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
