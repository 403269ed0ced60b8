"""Write slides as one HTML file that opens from the disk and asks no host for anything."""

from importlib import resources
from pathlib import Path

import nbformat
from jinja2 import pass_context
from nbconvert.exporters import SlidesExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets.config import Config

from lessons_lib.mathml import to_mathml
from lessons_lib.slides.blocks import sections_of
from lessons_lib.slides.layout import BOOK, slides_of

# sphinx-revealjs is on the list of packages for the copy of reveal.js that it brings.
REVEAL = resources.files("sphinx_revealjs") / "_static" / "revealjs"
SCRIPTS = ("dist/reveal.js", "plugin/notes/notes.js")
STYLES = ("dist/reset.css", "dist/reveal.css")

ONLY_OUTPUT = "only-output"


class _Renderer(IPythonRenderer):
    """Markdown as nbconvert renders it, with formulas as MathML."""

    def inline_math(self, body):
        return to_mathml(body, "inline")

    def block_math(self, body):
        return to_mathml(body, "block")


class _Exporter(SlidesExporter):
    """nbconvert's slides, in our template, with its markdown filter exchanged."""

    @pass_context
    def markdown2html(self, context, source):
        renderer = _Renderer(
            escape=False,
            embed_images=True,
            exclude_anchor_links=True,
            path=context["resources"]["metadata"]["path"],
        )
        return MarkdownWithMath(renderer=renderer).render(source)


def slides_html(notebook, label):
    """Make the slides of a notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Canonical, with its outputs.
    label : str
        What stands under the title, such as ``"Episode 3"``.

    Returns
    -------
    str
        A complete HTML file: scripts, styles and pictures are in it.

    Raises
    ------
    ValueError
        If a cell's Markdown has no plain counterpart.
    """
    sections = sections_of(notebook, label)
    slides = [slide for section in sections for slide in slides_of(section)]
    exporter = _Exporter(
        template_name="template",
        extra_template_basedirs=[str(Path(__file__).parent)],
        config=Config(
            {
                "TagRemovePreprocessor": {
                    "enabled": True,
                    "remove_input_tags": {ONLY_OUTPUT},
                },
                "CSSHTMLHeaderPreprocessor": {"style": "a11y-high-contrast-light"},
            }
        ),
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    html, _ = exporter.from_notebook_node(
        nbformat.v4.new_notebook(
            cells=[cell for slide in slides for cell in _cells(slide)],
            metadata={"language_info": {"name": "python"}},
        ),
        resources={
            "metadata": {"name": slides[0].title, "path": str(BOOK)},
            "scripts": [_asset(name) for name in SCRIPTS],
            "styles": [_asset(name) for name in STYLES],
        },
    )
    # pandas heads the column of row names with nothing.
    return html.replace("<th></th>", "<td></td>")


def _asset(name):
    return (REVEAL / name).read_text(encoding="utf-8")


def _cells(slide):
    """Turn a slide into the cells that nbconvert makes a slide of."""
    again = " *continued*" if slide.again else ""
    heading = f"{'#' * slide.level} {slide.title}{again}"
    begins = "slide" if slide.level <= 2 and not slide.again else "subslide"
    yield _markdown(heading, slide, begins)
    for block in slide.blocks:
        if block.kind == "output":
            yield nbformat.v4.new_code_cell(
                outputs=[block.output],
                metadata={
                    "tags": [ONLY_OUTPUT],
                    "alt": block.alt,
                    "room": slide.room,
                    "slideshow": {"slide_type": "-"},
                },
            )
        else:
            yield _markdown(block.source, slide, scale=block.scale)
    if slide.notes:
        yield _markdown(slide.notes, slide, "notes")


def _markdown(source, slide, slide_type="-", scale=1.0):
    return nbformat.v4.new_markdown_cell(
        source,
        metadata={
            "room": slide.room,
            "scale": scale,
            "slideshow": {"slide_type": slide_type},
        },
    )
