"""The search finds pages on a server and in a folder."""

import pytest


@pytest.mark.parametrize(
    ("words", "page_of", "title"),
    [
        ("softmax overflow", "12-softmax", "Softmax and cross-entropy"),
        ("finite differences", "13-back-propagation", "Back-propagation"),
    ],
)
def test_the_search_finds_a_page(page, address, words, page_of, title):
    page.goto(f"{address}/book/index.html")
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox", name="Search this course")
    field.fill(words)
    field.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.get_by_text("Search finished, found").wait_for()
    found = page.locator("#search-results li a")
    hit = found.filter(has_text=title).first
    assert page_of in hit.get_attribute("href")
    hit.click()
    assert title in page.locator("article h1").inner_text()


def test_on_a_server_the_search_shows_the_lines_around_the_word(page, server):
    page.goto(f"{server}/search.html?q=overflow")
    page.locator("#search-results .context").first.wait_for()
    lines = page.locator("#search-results .context").all_inner_texts()
    assert any("overflow" in line.lower() for line in lines)


def test_a_search_for_nothing_known_says_so(page, address):
    page.goto(f"{address}/search.html?q=zzyzzyx")
    page.get_by_text("did not match any documents").wait_for()
