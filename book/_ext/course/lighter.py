"""Leave out what the theme and its companions load for nothing.

Thebe would run cells on a server, which this site does not do, and names another host in
every page. The course uses neither the tabs and cards of sphinx-design nor the folds of
sphinx-togglebutton. `_templates/layout.html` leaves out FontAwesome's script: a style
sheet draws the icons.
"""

import re
from pathlib import Path

from docutils import nodes

UNUSED = re.compile(r"thebe|togglebutton|toggle(Hint|OpenOnPrint)|design|pagename", re.I)
UNUSED_FILES = (
    "_static/**/*.map",
    "_static/*design*",
    "_static/*thebe*",
    "_static/*toggle*",
    "_static/scripts/fontawesome.js*",
    "_static/styles/theme.css",
)


def drop_files(app, pagename, templatename, context, doctree):
    """Take scripts and styles that do nothing here out of a page."""
    for files in ("script_files", "css_files"):
        context[files] = [file for file in context[files] if not _is_unused(file)]


def _is_unused(file):
    return UNUSED.search(f"{file.filename} {file.attributes.get('body', '')}")


def drop_thebe(app, doctree, docname):
    """Take out of a page the settings for a server that would run its cells."""
    for node in list(doctree.findall(nodes.raw)):
        if "thebe-config" in node.astext() or "kernelName" in node.astext():
            node.parent.remove(node)


def delete_unused(app, error):
    """Delete the files that no page asks for any more."""
    if error is None and app.builder.format == "html":
        for pattern in UNUSED_FILES:
            for path in Path(app.outdir).glob(pattern):
                path.unlink()


def setup(app):
    """Run after the extensions that add the files."""
    app.connect("doctree-resolved", drop_thebe, priority=900)
    app.connect("html-page-context", drop_files, priority=800)
    app.connect("build-finished", delete_unused, priority=790)
