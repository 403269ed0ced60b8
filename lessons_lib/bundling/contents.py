"""List what is packed as it lies in the repository."""

from pathlib import Path

from lessons_lib.bundling import unpacked

UNPACKED = Path(unpacked.__file__).resolve().parent
PROGRAMS = ("install.py", "start.py", "this_computer.py")
LEGAL = ("CITATION.cff", "LICENSE", "LICENSE-CC-BY-4.0.md")


def course_files(root, html):
    """List the files that are packed as they are.

    Parameters
    ----------
    root : pathlib.Path
        The repository.
    html : pathlib.Path
        The built site.

    Returns
    -------
    dict of str to pathlib.Path
        Each file by its path in the bundle.
    """
    files = {f"site/{name}": path for name, path in files_in(html).items()}
    # From a learner notebook the figures are at ../../book/figures, there as here.
    for folder in ("notebooks/learner", "book/figures"):
        found = files_in(root / folder).items()
        files |= {f"{folder}/{name}": path for name, path in found}
    files |= {name: root / name for name in (*LEGAL, "data/README.md")}
    return files | {name: UNPACKED / name for name in PROGRAMS}


def files_in(folder):
    """List the files of a folder and of those in it, but nothing hidden or cached.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    dict of str to pathlib.Path
        Each file by its path in the folder.
    """
    files = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in inside.parts)
        if path.is_file() and not hidden:
            files[inside.as_posix()] = path
    return files
