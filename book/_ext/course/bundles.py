"""One style sheet and one script for all that every page needs.

The theme and its companions bring twenty files, each a request of its own before a page
is drawn. What only some pages need (widgets, the search) stays apart.
"""

import re
from pathlib import Path, PurePosixPath

SCRIPTS_OF_THE_COURSE = Path(__file__).resolve().parents[2] / "_scripts"
STYLE_SHEET, SCRIPT = "site.css", "site.js"
# In the order in which they overrule each other; patterns, since one name holds a digest.
STYLES = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "copybutton.css",
    "mystnb.*.css",
    "course.css",
)
# In the order in which they need each other.
SCRIPTS = (
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "clipboard.min.js",
    "copybutton.js",
    "scripts/sphinx-book-theme.js",
    "scripts/bootstrap.js",
    "scripts/pydata-sphinx-theme.js",
)
RELATIVE_ADDRESS = re.compile(r"url\((?!data:|[\"'])([^)]+)\)")


def drop_joined(app, pagename, templatename, context, doctree):
    """Take out of a page what the joined files hold; `layout.html` asks for those."""
    for files, joined in (("css_files", STYLES), ("script_files", SCRIPTS)):
        context[files] = [
            file for file in context[files] if not _is_one_of(joined, file.filename)
        ]


def _is_one_of(patterns, filename):
    path = PurePosixPath(str(filename or ""))
    return any(path.match(f"_static/{pattern}") for pattern in patterns)


def join(app, error):
    """Write the two files, and delete those that they were made of."""
    if error is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    styles = [path for pattern in STYLES for path in static.glob(pattern)]
    scripts = [static / name for name in SCRIPTS]
    own = sorted(SCRIPTS_OF_THE_COURSE.glob("*.js"))
    # A semicolon ends what a file may have left open.
    _write(static / SCRIPT, [f"{_text(path)};" for path in [*scripts, *own]])
    _write(static / STYLE_SHEET, [_style(path, static) for path in styles])
    for path in [*styles, *scripts]:
        path.unlink()


def _style(path, static):
    """Read a style sheet, with its addresses as they are seen from the joined one."""
    folder = path.parent.relative_to(static)

    def moved(match):
        parts = []
        for part in (folder / match[1]).parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        return f"url({'/'.join(parts)})"

    return RELATIVE_ADDRESS.sub(moved, _text(path))


def _text(path):
    return path.read_text(encoding="utf-8")


def _write(path, parts):
    path.write_text("\n".join(parts), encoding="utf-8")


def setup(app):
    """Run after the extensions that add the files, and before what reads the joined ones."""
    app.connect("html-page-context", drop_joined, priority=900)
    app.connect("build-finished", join, priority=800)
