"""Put things to try under sections of the notebooks, as ``places.toml`` says."""

import tomllib

from sphinx.errors import ExtensionError

from course import kernel_playground
from course.sections import append_to_section

FILE = "book/explore/places.toml"
# What writes the directive of a widget, with the options of a place.
MARKDOWN = {"kernel-playground": kernel_playground.markdown}


def places(root):
    """Read what stands where."""
    found = tomllib.loads((root / FILE).read_text(encoding="utf-8"))["place"]
    for place in found:
        if not (root / "notebooks" / f"{place['notebook']}.ipynb").is_file():
            raise ExtensionError(f"{FILE}: there is no notebook {place['notebook']}.")
    return found


def add_widgets(notebook, root, stem):
    """Add the tasks of one notebook, and the widgets that they are for."""
    for place in places(root):
        if place["notebook"] != stem:
            continue
        markdown = f"**Try it.** {place['task']}\n"
        if "widget" in place:
            directive = MARKDOWN[place["widget"]](root, **place["options"])
            markdown += f"\n{directive}"
        try:
            append_to_section(notebook, place["section"], markdown)
        except ValueError as error:
            raise ExtensionError(f"{FILE}, {stem}: {error}") from error
