"""Write what ``install.py`` has to know, and what people have to, in README.txt."""

import json
import math
import string
import textwrap
import zipfile

from lessons_lib.bundling.contents import UNPACKED
from lessons_lib.bundling.target import PLATFORMS

# What the smallest file takes on most disks.
BLOCK = 4096

# How things are done on each system, for README.txt.
WORDS = {
    "Linux": {
        "unpacker": "by `python3 -m zipfile -e ARCHIVE.zip .` or `unzip ARCHIVE.zip`",
        "place": "your home folder",
        "terminal": "a terminal",
        "command": "python$python",
        "get_python": "Your distribution has it, or your instructor.",
        "trouble": "It says that the system is too old: use a computer with a newer one.",
    },
    "Darwin": {
        "unpacker": "by a double click",
        "place": "your home folder",
        "terminal": "the program Terminal",
        "command": "python$python",
        "get_python": "The installer from python.org brings it; your instructor may have it.",
        "trouble": "It says that macOS is too old: use a computer with a newer one.",
    },
    "Windows": {
        "unpacker": "by a right click and Extract All",
        "place": "C:\\course; its path must be short",
        "terminal": "PowerShell",
        "command": "py -$python",
        "get_python": (
            "The 64-bit installer from python.org brings it; your instructor may have it."
        ),
        "trouble": (
            "Keras can't be imported (a DLL is missing): install Microsoft's \"Visual C++\n"
            '  Redistributable", which TensorFlow needs; your instructor may have it.'
        ),
    },
}

DATA = {
    "full": "data/ holds the whole of {titles}.",
    "sample": (
        "Of {titles} there is only a tenth in this bundle, the sample; to have all of it, run "
        "`python -m lessons_lib data` with a network, then make the bundle again."
    ),
}
LICENSE = (
    "CIFAR-10 has no license: give it to the people in your room, and don't publish it."
)


def write_instructions(folder, target, wheels, data):
    """Write ``bundle.json`` and ``README.txt``.

    Parameters
    ----------
    folder : pathlib.Path
    target : lessons_lib.bundling.target.Target
    wheels : list of pathlib.Path
    data : dict of str to {"full", "sample"}
        What learners get of each data set, by its title.

    Returns
    -------
    dict
        What ``bundle.json`` says.
    """
    facts = {
        "platform": target.platform,
        "python": target.python,
        "least_system": target.least_system(wheels),
        "data": data,
        **_room_needed(wheels),
    }
    (folder / "bundle.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")
    system = PLATFORMS[target.platform].platform_system
    words = {name: _filled(text, facts) for name, text in WORDS[system].items()}
    words["about_data"] = _about(data)
    words["gigabytes"] = f"{facts['installed_bytes'] / 1e9:.1f}"
    template = (UNPACKED / "README.txt").read_text(encoding="utf-8")
    # Windows' older editors show a text with other line ends as one long line.
    (folder / "README.txt").write_text(
        _filled(template, facts | words), encoding="utf-8", newline="\r\n"
    )
    return facts


def _about(data):
    """Say in the lines of a list's item what data there are, and that they stay here."""
    sentences = []
    for size, words in DATA.items():
        titles = [title for title, of_it in data.items() if of_it == size]
        if titles:
            sentences.append(words.format(titles=" and ".join(titles)))
    return textwrap.fill(" ".join([*sentences, LICENSE]), 86, subsequent_indent="  ")


def _filled(text, words):
    return string.Template(text).substitute(words)


def _room_needed(wheels):
    """Add up what the installed packages take, and find their longest path."""
    n_bytes, longest = 0, 0
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.infolist():
                longest = max(longest, len(member.filename))
                # Python compiles each of its files into another one of about that size.
                copies = 2 if member.filename.endswith(".py") else 1
                n_bytes += copies * math.ceil(member.file_size / BLOCK) * BLOCK
    return {"installed_bytes": n_bytes, "longest_path": longest}
