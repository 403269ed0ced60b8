"""Of the font of icons only a few are left: all that are drawn, and no more."""

import re

import pytest
from fontTools.ttLib import TTFont

# Classes of the theme that name no icon: a style, a size.
NO_ICONS = {"fa-solid", "fa-lg"}


@pytest.fixture(scope="module")
def style(site):
    return (site / "_static" / "site.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def glyphs(site):
    (font,) = site.rglob("fa-*.*")
    return set(TTFont(font).getBestCmap())


def test_every_icon_of_a_page_is_in_the_style_and_in_the_font(site, style, glyphs):
    pages = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    names = set(re.findall(r"\bfa-[a-z-]+", pages)) - NO_ICONS
    assert {"fa-print", "fa-moon"} <= names
    for name in names:
        rule = re.search(rf'\.{name}:before[^{{}}]*\{{content:"\\([0-9a-f]+)"', style)
        assert rule, name
        assert int(rule[1], base=16) in glyphs, name


def test_every_icon_that_the_style_draws_is_in_the_font(style, glyphs):
    codes = {int(code, base=16) for code in re.findall(r'"\\([ef][0-9a-f]{3})"', style)}
    codes |= {ord(character) for character in style if "\ue000" <= character <= "\uf8ff"}
    assert len(codes) > 20
    # The theme's marks of GitHub and GitLab are brands; no page shows them.
    assert len(codes - glyphs) <= 2


def test_no_other_icons_are_sent(site, glyphs):
    (font,) = site.rglob("fa-*.*")
    assert len(glyphs) < 100
    assert font.stat().st_size < 10_000
