"""The kernel playground for everyone: small screens, both themes, touch, no JavaScript."""

import re

import axe
import pytest
from kernel_playground import PAGE, Playground

EMBEDDED = ["notebooks/03-build.html", "notebooks/11-convolution-by-hand.html"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(page, server, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.goto(f"{server}/{PAGE}")
    page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    playground = Playground(page)
    playground.whole.get_by_label("ReLU").check()
    playground.weights.nth(0).fill("no")
    playground.whole.locator("summary").click()
    assert not axe.violations(page, ".kernel-playground")


@pytest.mark.parametrize("path", [PAGE, *EMBEDDED])
def test_nothing_overflows_at_320_pixels(page, server, path):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{server}/{path}")
    playground = Playground(page)
    playground.whole.get_by_label("Max pooling").check()
    playground.choose("Layer", "Padding", "same")
    playground.go(0, 0)
    playground.whole.locator("summary").click()
    box = playground.whole.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    inside = playground.whole.evaluate("whole => whole.scrollWidth - whole.clientWidth")
    assert inside <= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", EMBEDDED)
def test_a_notebook_s_page_has_one_below_its_task(page, address, path):
    page.goto(f"{address}/{path}")
    playground = Playground(page)
    assert playground.whole.count() == 1
    task = playground.whole.locator("xpath=preceding-sibling::p[1]").inner_text()
    assert task.startswith("Try it.")
    assert sum(playground.products()) == playground.sum()


def test_a_finger_points_and_the_page_still_scrolls(browser, server):
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{server}/{PAGE}")
    playground = Playground(page)
    playground.map.scroll_into_view_if_needed()
    box = playground.map.bounding_box()
    (_, width), _ = playground.size_and_range(1)
    pixel = box["width"] / width
    page.touchscreen.tap(box["x"] + 50.5 * pixel, box["y"] + 25.5 * pixel)
    assert playground.place() == (25, 50)
    assert "pan-y" in playground.map.evaluate("map => getComputedStyle(map).touchAction")
    context.close()


@pytest.mark.parametrize("path", [PAGE, *EMBEDDED])
def test_without_javascript_one_sum_is_worked_out(browser, page, server, path):
    context = browser.new_context(java_script_enabled=False)
    silent = context.new_page()
    silent.goto(f"{server}/{path}")
    text = silent.locator(".kernel-playground").inner_text()
    context.close()
    page.goto(f"{server}/{path}")
    playground = Playground(page)
    row, column = playground.place()
    assert f"row {row}, column {column} of the map" in re.sub(r"\s+", " ", text)
    shown = re.search(r"The nine products add up to (\S+)\. ", text)[1]
    assert float(shown.replace("−", "-")) == playground.sum()


def test_the_scripts_with_their_pictures_are_light(site, page, server):
    loaded = []
    page.on("response", lambda response: loaded.append(response.url))
    page.goto(f"{server}/{PAGE}")
    own = re.compile(
        r"/_static/((?:widget-)?(?:kernel-playground|widgets)[\w-]*\.(?:js|css))"
    )
    files = {found[1] for url in loaded if (found := own.search(url))}
    assert len(files) == 3
    assert "kernel-playground-data.js" in files
    assert sum((site / "_static" / name).stat().st_size for name in files) < 150_000


def test_other_pages_load_none_of_it(page, server):
    loaded = []
    page.on("response", lambda response: loaded.append(response.url))
    page.goto(f"{server}/book/setup.html")
    assert not [url for url in loaded if "kernel-playground" in url]
