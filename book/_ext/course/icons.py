"""Of the theme's font of icons, only those that some page draws: 5 KB instead of 430.

The font has fourteen hundred icons, and its style sheet has a rule for each.
"""

import logging
import re
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from course.bundles import SCRIPT, STYLE_SHEET

FONTS = "vendor/fontawesome/webfonts"
FONT = f"{FONTS}/fa-solid-900.ttf"
NAME = re.compile(r"\bfa-[a-z0-9-]+")
# .fa-moon:before,.fa-night:before{content:"\f186"}
RULE = re.compile(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\[0-9a-f]+"\}')
# Icons have characters of the private use area, written as such or by their number.
CHARACTER = re.compile(r'[\ue000-\uf8ff]|(?<="\\)[ef][0-9a-f]{3}(?=")')
COMPRESSED = re.compile(r"url\([^)]*\.woff2\) format\(\"woff2\"\),")


def keep_used(app, error):
    """Rewrite the style sheet and the font; delete the fonts that no page draws from."""
    if error is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    sheet = static / STYLE_SHEET
    used = names_in([*Path(app.outdir).rglob("*.html"), static / SCRIPT])
    style = COMPRESSED.sub("", without_unused(sheet.read_text(encoding="utf-8"), used))
    sheet.write_text(style, encoding="utf-8")
    reduce_font(static / FONT, characters_in(style))
    for path in (static / FONTS).iterdir():
        if path != static / FONT:
            path.unlink()


def names_in(paths):
    """Gather the icons that pages and scripts name.

    Returns
    -------
    set of str
        Such as ``{"fa-moon"}``.
    """
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return {name for text in texts for name in NAME.findall(text)}


def without_unused(style, used):
    """Leave out the rules of icons that nobody names."""

    def kept(rule):
        return rule[0] if used.intersection(NAME.findall(rule[1])) else ""

    return RULE.sub(kept, style)


def characters_in(style):
    """Gather the numbers of the characters that a style sheet draws as icons."""
    found = CHARACTER.findall(style)
    return {ord(one) if len(one) == 1 else int(one, base=16) for one in found}


def reduce_font(path, characters):
    """Leave only these characters in a font."""
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, layout_features=[]))
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(path)


def setup(app):
    """Run when the style sheet is joined."""
    app.connect("build-finished", keep_used, priority=810)
