"""Prose for a slide: Markdown cut into its blocks, and paragraphs cut to their beginning."""

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

# What can be taken in at a glance. The rest of a paragraph goes into the speaker's notes.
WORDS_AT_A_GLANCE = 34

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)*_]*\s+(?=[\"'“(*_`\[$]*[A-Z`$])")
_PAIRED = ("`", "$", "**")

_parser = (
    MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, double_inline=True)
)


def blocks_of(markdown):
    """Cut Markdown into its outermost blocks.

    Parameters
    ----------
    markdown : str
        Plain, as :func:`lessons_lib.plain_markdown.plain` gives it.

    Returns
    -------
    list of (str, str)
        Kind and source of each. The kinds are ``heading``, ``paragraph``,
        ``picture``, ``formula``, ``list``, ``table``, ``quote``, ``code`` and
        ``html``.
    """
    lines = markdown.split("\n")
    blocks = []
    for token in _parser.parse(markdown):
        if token.level or token.map is None or token.nesting < 0:
            if token.type == "inline" and token.level == 1 and blocks:
                blocks[-1] = (_refined(*blocks[-1], token), blocks[-1][1])
            continue
        source = "\n".join(lines[slice(*token.map)]).strip("\n")
        blocks.append((_KINDS[token.type], source))
    return blocks


_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "math_block": "formula",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "blockquote_open": "quote",
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
}


def _refined(kind, source, inline):
    """Tell a paragraph that is a picture or a formula from one of words."""
    kinds = {child.type for child in inline.children if child.content or child.attrs}
    if kind == "paragraph" and kinds == {"image"}:
        return "picture"
    if kind == "paragraph" and source.startswith("$$"):
        return "formula"
    return kind


def items_of(source):
    """Cut a list into its items.

    Parameters
    ----------
    source : str
        Markdown of one list.

    Returns
    -------
    list of str
        The Markdown of each item, with its bullet or number.
    """
    lines = source.split("\n")
    starts = [
        token.map for token in _parser.parse(source)
        if token.type == "list_item_open" and token.level == 1
    ]  # fmt: skip
    return ["\n".join(lines[slice(*start)]).strip("\n") for start in starts]


def lead(paragraph, words=WORDS_AT_A_GLANCE):
    """Give the beginning of a paragraph: its first sentences, as many as fit.

    Parameters
    ----------
    paragraph : str
        Markdown without blocks in it.
    words : int, optional
        How many may be read; the first sentence stays whole even if it is longer.

    Returns
    -------
    str

    Examples
    --------
    >>> lead("One neuron can do little. Many of them can do much.", words=5)
    'One neuron can do little.'
    """
    shown = len(paragraph)
    for end in reversed(_sentence_ends(paragraph)):
        if len(paragraph[:shown].split()) <= words:
            break
        shown = end
    return paragraph[:shown]


def _sentence_ends(paragraph):
    """List where sentences end, outside of code, formulas, emphasis and brackets."""
    ends = []
    for found in _SENTENCE_END.finditer(paragraph):
        end = found.start() + len(found[0].rstrip())
        before = paragraph[:end]
        brackets = before.count("(") == before.count(")")
        emphasis = before.replace("**", "").count("*") % 2 == 0
        if brackets and emphasis and not any(before.count(mark) % 2 for mark in _PAIRED):
            ends.append(end)
    return ends
