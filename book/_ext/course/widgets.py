"""Things to play with: a directive that names one, and the scripts that its page loads.

A widget is plain JavaScript in ``book/_widgets``, many small files that a page loads as
one. The directive's own content is what a reader without JavaScript sees; the script
replaces it.
"""

import shutil
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

SOURCES = Path(__file__).resolve().parents[2] / "_widgets"
# What each widget needs, in the order in which it is loaded. Classic scripts, because a
# page opened from a folder may load no modules. Those that ``SOURCES`` lacks hold data and
# are written by the extension's module for that widget.
SCRIPTS = {
    "kernel-playground": [
        "kernel-playground-data.js",
        "elements.js",
        "painting.js",
        "pointing.js",
        "convolution.js",
        "picture-size.js",
        "own-picture.js",
        "kernel-playground-weights.js",
        "kernel-playground-code.js",
        "kernel-playground-kernel.js",
        "kernel-playground-picture.js",
        "kernel-playground-maps.js",
        "kernel-playground-sum.js",
        "kernel-playground.js",
    ],
    "network": [
        "network-weights.js",
        "network-samples.js",
        "elements.js",
        "painting.js",
        "pointing.js",
        "picture-size.js",
        "network-compute.js",
        "network-explain.js",
        "network-file.js",
        "network-text.js",
        "network-picture.js",
        "network-photo.js",
        "network-maps.js",
        "network-drawing.js",
        "network-input.js",
        "network-answer.js",
        "network-overview.js",
        "network-parts.js",
        "network-reasons.js",
        "network-detail.js",
        "network.js",
    ],
    "self-check": ["self-check.js"],
    "training": [
        "elements.js",
        "training-settings.js",
        "training-words.js",
        "training-curves.js",
        "training-kernels.js",
        "training-form.js",
        "training-table.js",
        "training-figures.js",
        "training-engine.js",
        "training.js",
    ],
}
STYLES = "widgets.css"
# What a widget may start from; the script finds it in the data attributes.
OPTIONS = ("picture", "kernel")


class widget(nodes.General, nodes.Element):
    """A place on a page where a script builds something to play with."""


class WidgetDirective(SphinxDirective):
    """``{widget} name``, with options for the script and content for lack of one."""

    required_arguments = 1
    has_content = True
    option_spec = dict.fromkeys(OPTIONS, directives.unchanged_required)

    def run(self):
        """Make the node, with the static content in it."""
        name = self.arguments[0]
        if name not in SCRIPTS:
            raise self.error(
                f"There is no widget {name}; there are {', '.join(sorted(SCRIPTS))}."
            )
        node = widget(name=name, options=self.options)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def visit_widget(translator, node):
    """Open the place that the script looks for."""
    data = {f"data-{name}": value for name, value in node["options"].items()}
    place = translator.starttag(node, "div", CLASS=f"widget {node['name']}", **data)
    translator.body.append(place)


def depart_widget(translator, node):
    """Close it."""
    translator.body.append("</div>\n")


def write_scripts(app):
    """Join the scripts of each widget, so that a page asks for one file and not for twenty."""
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    shutil.copy(SOURCES / STYLES, static)
    for name, scripts in SCRIPTS.items():
        parts = [SOURCES / script for script in scripts if not _is_data(script)]
        text = "\n".join(part.read_text(encoding="utf-8") for part in parts)
        (static / _joined(name)).write_text(text, encoding="utf-8")


def _is_data(script):
    return not (SOURCES / script).is_file()


def _joined(name):
    return f"widget-{name}.js"


def add_scripts(app, pagename, templatename, context, doctree):
    """Load a widget's scripts and styles on the pages that have one, and only there."""
    names = sorted({node["name"] for node in doctree.findall(widget)}) if doctree else ()
    for name in names:
        data = [script for script in SCRIPTS[name] if _is_data(script)]
        for script in [*data, _joined(name)]:
            app.add_js_file(script, loading_method="defer")
    if names:
        app.add_css_file(STYLES)


def setup(app):
    """Register the directive; its node is written into HTML only."""
    app.add_node(widget, html=(visit_widget, depart_widget))
    app.add_directive("widget", WidgetDirective)
    app.connect("builder-inited", write_scripts)
    app.connect("html-page-context", add_scripts)
