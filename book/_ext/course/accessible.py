"""Repair markup of other packages that assistive software stumbles over."""

REPAIRS = {
    # The label hides a fold's own words, such as "Show the solution".
    '<summary aria-label="Toggle hidden content">': "<summary>",
    # pandas heads the column of row names with nothing.
    "<th></th>": "<td></td>",
    # On a narrow screen the table is scrolled, which the keyboard can do where it can stop.
    '<table border="1" class="dataframe">': (
        '<table border="1" class="dataframe" tabindex="0">'
    ),
    # docutils gives the bibliography a list's role, and its entries a deprecated one.
    '<div role="list" class="citation-list">': '<div class="citation-list">',
    ' role="doc-biblioentry"': "",
}


def repair(app, pagename, templatename, context, doctree):
    """Change a page before it is written."""
    for old, new in REPAIRS.items():
        context["body"] = context.get("body", "").replace(old, new)


def setup(app):
    """Listen to Sphinx writing its pages."""
    app.connect("html-page-context", repair)
