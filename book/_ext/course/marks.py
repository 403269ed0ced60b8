"""Put what is computed in the place of ``<!-- course: name argument -->`` on a page."""

import re
from pathlib import Path

from sphinx.errors import ExtensionError

from course import (
    challenge_index,
    coverage,
    instructors,
    kernel_playground,
    pages,
    schedules,
    speed,
    training_page,
)

MARK = re.compile(r"<!-- course: ([\w-]+)((?: [\w-]+)*) -->")

GENERATED = (
    challenge_index.GENERATED
    | coverage.GENERATED
    | instructors.GENERATED
    | kernel_playground.GENERATED
    | pages.GENERATED
    | schedules.GENERATED
    | speed.GENERATED
    | training_page.GENERATED
)


def replace_marks(app, docname, source):
    """Change a page of prose that Sphinx has just read, before it is parsed."""
    if docname.startswith("notebooks/"):
        return
    root = Path(app.srcdir)

    def computed(mark):
        name, arguments = mark[1], mark[2].split()
        if name not in GENERATED:
            raise ExtensionError(
                f"{docname}: nothing is computed under the name {name}. "
                f"There are {', '.join(sorted(GENERATED))}."
            )
        return GENERATED[name](root, *arguments)

    source[0] = MARK.sub(computed, source[0])


def setup(app):
    """Listen to Sphinx reading its sources."""
    app.connect("source-read", replace_marks)
