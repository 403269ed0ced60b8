"""Formulas as MathML, written while the site is built: no script, no other host."""

from html import escape

from docutils.nodes import SkipNode
from sphinx.util import logging

from lessons_lib.mathml import to_mathml

logger = logging.getLogger(__name__)


def _formula(node, display):
    tex = node.astext()
    try:
        return to_mathml(tex, display)
    except Exception as error:  # the library raises many kinds
        logger.warning("no MathML for %r: %s", tex, error, location=node)
        return f"<code>{escape(tex)}</code>"


def visit_inline(translator, node):
    """Write a formula within a line."""
    translator.body.append(_formula(node, "inline"))
    raise SkipNode


def visit_block(translator, node):
    """Write a formula on lines of its own, in a box that can be scrolled."""
    attributes = translator.starttag(node, "div", CLASS="formula", tabindex="0")
    translator.body.append(f"{attributes}{_formula(node, 'block')}</div>\n")
    raise SkipNode


def setup(app):
    """Register the renderer; ``html_math_renderer: mathml`` chooses it."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
