"""Where each thing that the sources teach is taught here, as a table."""

import re
import tomllib
from itertools import groupby

from mdit_py_plugins.anchors.index import slugify

from course.episodes import episode

HEADING = re.compile(r"^#{2,4} (.+)$", re.MULTILINE)


def coverage(root):
    """Tabulate what each source teaches and where it is taught, document by document."""
    text = (root / "book" / "reference" / "coverage.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["item"]
    parts = []
    for document, items in groupby(rows, key=lambda row: row["document"]):
        table = ["| What it teaches | Where it is taught |", "|---|---|"]
        table += [f"| {row['item']} | {_link(root, row)} |" for row in items]
        parts.append("\n".join([f"## {document}", "", *table]))
    return "\n\n".join(parts)


def _link(root, row):
    """Link the section that teaches it."""
    found = episode(root, row["notebook"])
    address = f"../../notebooks/{found.stem}.ipynb"
    section = _section_of(found.notebook, row)
    if section is None:
        return f"[{found.label}: {found.title}]({address})"
    return f"[{found.label}: {section}]({address}#{slugify(section)})"


def _section_of(notebook, row):
    """Give the last heading above the place that a row names; None under the title."""
    section = None
    for cell in notebook.cells:
        text = cell.source
        if cell.id == row["cell"]:
            text = text[: text.index(row["shows"]) + len(row["shows"])]
        if cell.cell_type == "markdown":
            section = (HEADING.findall(text) or [section])[-1]
        if cell.id == row["cell"]:
            return section
    raise ValueError(
        f"The table of coverage names no cell of {row['notebook']}: {row['cell']}"
    )


GENERATED = {"coverage": coverage}
