"""Put something of the site's own under a section of a notebook.

What only a web page can do (things to play with, self-checks) stays out of the
notebooks, so that JupyterLab shows nothing it can't run.
"""

import re

import nbformat

# a heading, with the label that may stand above it
HEADING = re.compile(r"^(?:\([\w-]+\)=\n)?#{1,6} +(.+?) *$", re.MULTILINE)
FENCE = re.compile(r"^(```+|:::+).*?^\1$", re.MULTILINE | re.DOTALL)


def append_to_section(notebook, heading, markdown):
    """Add Markdown at the end of the section with this heading, subsections left out.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place.
    heading : str
        As it stands in the notebook, without the number signs.
    markdown : str
        What to add, as a cell of its own.

    Raises
    ------
    ValueError
        If the notebook has no section of this name.
    """
    inside = False
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type != "markdown":
            continue
        for found in _headings(cell.source):
            if inside:
                _insert(notebook, place, found.start(), markdown)
                return
            inside = found[1] == heading
    if not inside:
        raise ValueError(f"There is no section “{heading}”.")
    notebook.cells.append(nbformat.v4.new_markdown_cell(markdown))


def _headings(source):
    """Find the headings of a cell; a comment in a block of code is none."""
    hidden = FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), source)
    return list(HEADING.finditer(hidden))


def _insert(notebook, place, offset, markdown):
    """Put a cell before a heading, splitting the cell in which the heading stands."""
    cell = notebook.cells[place]
    before, after = cell.source[:offset].rstrip(), cell.source[offset:]
    cell.source = after
    added = [nbformat.v4.new_markdown_cell(text) for text in (before, markdown) if text]
    notebook.cells[place:place] = added
