"""Every page of the site, opened as its readers do: what all pages have to do well."""

import axe
import pytest

from lessons_lib.commands.environment import ROOT
from lessons_lib.table_of_contents import read_contents

PAGES = [f"{page}.html" for page in [*read_contents(ROOT).pages, "search"]]
THEMES = ("light", "dark")
WIDTHS = (1280, 320)
# Also of those that wait until a reader scrolls to them or unfolds what they stand in.
BROKEN_PICTURES = """() => Promise.all([...document.images].map((one) => {
    one.loading = "eager";
    return one.decode().then(() => "", () => one.src);
})).then((found) => found.filter(Boolean))"""


def overflow(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_overflows(page, server, path, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.goto(f"{server}/{path}")
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    assert overflow(page) <= 0
    assert not axe.violations(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_from_a_folder(page, site, path):
    # The fixture fails on errors, on what the policy refuses and on requests elsewhere.
    page.goto((site / path).as_uri())
    page.mouse.wheel(0, 100_000)
    assert page.locator("main h1:visible").count() == 1
    assert page.evaluate(BROKEN_PICTURES) == []
