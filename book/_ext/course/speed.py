"""What the page on speed shows: the results of the benchmark, once there are any."""

import json

from sphinx.errors import ExtensionError

from course.speed_figure import figure
from lessons_lib.bench.report import markdown

RESULTS = "book/reference/bench.json"


def speed(root):
    """Show the committed results as a figure and tables, or say that there are none."""
    path = root / RESULTS
    if not path.exists():
        return "Not measured yet."
    document = json.loads(path.read_text(encoding="utf-8"))
    if document["mode"] != "full" or document["missing"]:
        raise ExtensionError(
            f"{RESULTS} is no complete full run: the book shows what "
            "`python -m lessons_lib bench --full` has measured to the end."
        )
    return f"{figure(document)}\n\n{markdown(document, heading='###')}"


GENERATED = {"speed": speed}
