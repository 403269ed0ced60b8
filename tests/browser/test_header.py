"""The buttons above a page."""

import json

import pytest


def test_the_print_button_prints(page, address):
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{address}/notebooks/03-build.html")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed")


def test_the_notebook_can_be_downloaded(page, server):
    page.goto(f"{server}/notebooks/03-build.html")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the notebook").click()
    with download.value.path().open(encoding="utf-8") as file:
        assert json.load(file)["nbformat"] == 4


def test_a_page_that_is_no_notebook_offers_none(page, server):
    page.goto(f"{server}/book/setup.html")
    assert page.get_by_role("link", name="Download the notebook").count() == 0


@pytest.mark.parametrize("path", ["book/index.html", "notebooks/03-build.html"])
def test_every_icon_has_a_glyph(page, server, path):
    page.goto(f"{server}/{path}", wait_until="networkidle")
    icons = page.evaluate(
        """[...document.querySelectorAll("[class*=fa-]"), ...document.querySelectorAll(
            ".admonition-title")].map((icon) => ["::before", "::after"].map((part) =>
            getComputedStyle(icon, part)).filter(({fontFamily, content}) =>
            fontFamily.includes("Font Awesome") && content.startsWith('"'))
            .map(({content}) => content[1])).flat()"""
    )
    assert icons
    assert all(map(in_font(page), set(icons)))


def in_font(page):
    """A missing glyph is drawn as wide as a character that no font has."""
    width = (
        "(text) => { const pen = document.createElement('canvas').getContext('2d');"
        "pen.font = '900 64px \"Font Awesome 6 Free\"'; pen.fillText(text, 0, 64);"
        "return pen.measureText(text).width }"
    )
    missing = page.evaluate(width, "")
    return lambda character: page.evaluate(width, character) != missing
