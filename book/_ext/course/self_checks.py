"""Short questions under the sections of the notebooks' pages, from ``book/self-checks``."""

import tomllib
from dataclasses import dataclass

from sphinx.errors import ExtensionError

from course.sections import append_to_section
from course.self_check_markup import markup


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from."""

    text: str
    # For a wrong option: what somebody who picked it believed, and what is true.
    why: str
    right: bool


@dataclass(frozen=True)
class SelfCheck:
    """One question, and the section that it belongs to."""

    section: str
    question: str
    options: tuple

    @property
    def several(self):
        """Whether more than one option is right."""
        return sum(option.right for option in self.options) > 1


def add_self_checks(notebook, root, stem):
    """Put a notebook's self-checks under their sections.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place.
    root : pathlib.Path
        Folder of the course.
    stem : str
        Name of the notebook, such as ``"03-build"``.

    Raises
    ------
    sphinx.errors.ExtensionError
        If the file of the self-checks has a mistake; the message says which.
    """
    try:
        for number, check in enumerate(self_checks(root, stem), start=1):
            append_to_section(notebook, check.section, markup(check, number))
    except ValueError as error:
        raise ExtensionError(f"book/self-checks/{stem}.toml: {error}") from error


def self_checks(root, stem):
    """Read the self-checks of a notebook; there are none where it has no file.

    Parameters
    ----------
    root : pathlib.Path
    stem : str
        As for :func:`add_self_checks`.

    Returns
    -------
    list of SelfCheck

    Raises
    ------
    ValueError
        If a question lacks something, or has something twice.
    """
    path = root / "book" / "self-checks" / f"{stem}.toml"
    if not path.is_file():
        return []
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_self_check(table) for table in tables.get("check", [])]


def _self_check(table):
    """Make a question of its table, or refuse it."""
    name = f"The question “{table.get('question', '')}”"
    _want_keys(name, table, {"section", "question", "option"})
    options = tuple(_option(name, option) for option in table["option"])
    texts = [option.text for option in options]
    for text in texts:
        if texts.count(text) > 1:
            raise ValueError(f"{name} has the option “{text}” twice.")
    n_right = sum(option.right for option in options)
    if n_right == 0:
        raise ValueError(f"{name} has no right answer.")
    if n_right == len(options):
        raise ValueError(f"{name} has no wrong answer.")
    return SelfCheck(table["section"], table["question"], options)


def _option(name, table):
    """Make an option of its table; one that does not say that it is right is wrong."""
    table = {"right": False} | table
    _want_keys(
        f"{name}, option “{table.get('text', '')}”,", table, {"text", "why", "right"}
    )
    return Option(table["text"], table["why"], table["right"])


def _want_keys(name, table, wanted):
    """Refuse a table in which something is missing, empty or not known."""
    missing = sorted(key for key in wanted if table.get(key, "") in ("", []))
    if missing:
        raise ValueError(f"{name} has no {' and no '.join(missing)}.")
    unknown = sorted(table.keys() - wanted)
    if unknown:
        raise ValueError(f"{name} has an unknown entry: {', '.join(unknown)}.")
