"""Leave out what the theme and its companions load for nothing.

FontAwesome's script draws icons that the style sheet draws as well; it goes in
``_templates/static/webpack-macros.html``. Thebe would run cells on a server,
which this site does not do, and names another host in every page.
"""

from pathlib import Path

UNUSED_FILES = ("_static/scripts/fontawesome.js*", "_static/**/*.map", "_static/*thebe*")


def drop_thebe(app, pagename, templatename, context, doctree):
    """Take Thebe's scripts and styles out of a page."""
    for files in ("script_files", "css_files"):
        context[files] = [file for file in context.get(files, []) if not _is_thebe(file)]


def _is_thebe(file):
    body = getattr(file, "attributes", {}).get("body") or ""
    return "thebe" in f"{getattr(file, 'filename', file)} {body}".lower()


def delete_unused(app, error):
    """Delete the files that no page asks for any more."""
    if error is None and app.builder.format == "html":
        for pattern in UNUSED_FILES:
            for path in Path(app.outdir).glob(pattern):
                path.unlink()


def setup(app):
    """Run after the extensions that add the files."""
    app.connect("html-page-context", drop_thebe, priority=900)
    app.connect("build-finished", delete_unused, priority=900)
