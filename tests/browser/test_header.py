"""The buttons above a page."""

import json


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
