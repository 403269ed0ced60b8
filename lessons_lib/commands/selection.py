"""Choose episodes on the command line, by the numbers that their notebooks begin with."""

import argparse

from lessons_lib import notebooks


def chosen_notebooks(command, arguments):
    """List the canonical notebooks that the arguments name.

    Parameters
    ----------
    command : str
        For the help.
    arguments : list of str
        Beginnings of file names, such as ``"04"``; without any, all are chosen.

    Returns
    -------
    list of pathlib.Path
        Empty if no notebook begins like that, which is printed.
    """
    parser = argparse.ArgumentParser(prog=f"python -m lessons_lib {command}")
    parser.add_argument("numbers", nargs="*", help="e.g. 04; without, all notebooks")
    chosen = tuple(parser.parse_args(arguments).numbers) or ("",)
    paths = [path for path in notebooks.paths() if path.name.startswith(chosen)]
    if not paths:
        print(f"No notebook begins with {' or '.join(chosen)}.")
    return paths
