"""The website as one PDF: whole, in order, numbered, and nothing of it cut off."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest
import yaml
from pdf_reader import Pdf

from lessons_lib.book_pdf.document import make_document
from lessons_lib.book_pdf.folds import TITLE as FOLDED
from lessons_lib.book_pdf.printing import print_book
from lessons_lib.commands import browser_tools
from lessons_lib.table_of_contents import read_contents

ROOT = Path(__file__).resolve().parents[2]
# A4 without its margins, in the pixels of CSS
PAPER_WIDTH = round((210 - 2 * 18) / 25.4 * 96)
# What of an element lies right of the paper: its box, or the text that flows out of it.
TOO_WIDE = """() => {
  const article = document.querySelector(".bd-article-container");
  const edge = article.getBoundingClientRect().right + 1;
  const flowsOut = (element) =>
    element.getBoundingClientRect().left + element.scrollWidth > edge;
  return [...article.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > edge
      || (element.matches("pre, p, td, th, li, dd, dt") && flowsOut(element)))
    .map((element) => `${element.tagName}: ${element.textContent.slice(0, 60)}`);
}"""


@pytest.fixture(scope="session")
def document(site):
    return make_document(ROOT, site)


@pytest.fixture(scope="session")
def pdf(document):
    # In a thread, since the browser of the other tests is open in this one, and Playwright
    # opens a single one in each.
    with ThreadPoolExecutor() as thread:
        return Pdf(thread.submit(print_book, document, browser_tools.browser()).result())


@pytest.fixture(scope="session")
def titles(document):
    """The titles of the chapters, in the order of the website."""
    return list(document.chapters.values())


def flat(entries):
    return [title for entry, under in entries for title in (entry, *flat(under))]


def text_of(markup):
    return unescape(re.sub("<[^>]*>", "", markup)).strip()


def test_the_pdf_says_what_it_is(pdf):
    assert pdf.title == "Image classification with convolutional neural networks"
    assert b"/Lang (en)" in pdf.catalog
    assert b"/Marked true" in pdf.catalog, "The PDF has no tags for a screen reader."


def test_every_page_of_the_website_is_a_chapter(document):
    assert len(document.chapters) == len(read_contents(ROOT).pages)


def test_the_outline_has_parts_chapters_and_sections(pdf, titles):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    captions = [part["caption"] for part in toc["parts"]]
    assert [title for title, _ in pdf.outline] == ["Contents", titles[0], *captions]
    chapters = [chapter for _, part in pdf.outline[2:] for chapter in part]
    assert [title for title, _ in chapters] == titles[1:]
    for (title, under), part in zip(pdf.outline[2:], toc["parts"], strict=True):
        assert len(under) == len(part["chapters"]), title


def test_the_outline_has_every_heading_as_it_stands_in_the_text(pdf, document):
    headings = re.findall(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", document.text, re.DOTALL)
    assert flat(pdf.outline) == [text_of(heading) for heading in headings]


def test_every_page_has_its_number_and_the_title_of_its_chapter(pdf, titles):
    assert pdf.margin(1) == ""
    margins = [pdf.margin(number) for number in range(1, len(pdf.pages) + 1)]
    wrong = [
        number
        for number, text in enumerate(margins[1:], start=2)
        if not text.endswith(str(number))
    ]
    assert not wrong
    running = [
        text.removesuffix(str(number)) for number, text in enumerate(margins, start=1)
    ]
    assert [title for title in dict.fromkeys(running) if title] == titles


def test_the_contents_name_the_page_on_which_each_chapter_begins(pdf, titles):
    last = max(number for number in range(2, 10) if pdf.margin(number) == str(number))
    listed = "".join(pdf.body(number) for number in range(2, last + 1))
    for title in titles:
        begins = next(
            number
            for number in range(last + 1, len(pdf.pages) + 1)
            if pdf.margin(number) == f"{title}{number}"
        )
        assert f"{title}{begins}" in listed


def test_no_page_is_blank(pdf):
    numbers = range(1, len(pdf.pages) + 1)
    assert not [number for number in numbers if not pdf.body(number).strip()]


def test_links_within_the_book_lead_to_a_place_in_it(pdf):
    assert len(pdf.links) > len(pdf.pages)
    assert not set(pdf.links) - pdf.destinations


def test_no_link_leads_to_a_file_of_this_computer(pdf):
    strangers = [address for address in pdf.addresses if not re.match("https?://", address)]
    assert not strangers


def test_anchors_are_unique(document):
    anchors = re.findall(r' id="([^"]+)"', document.text)
    assert len(anchors) == len(set(anchors))


def test_what_is_folded_on_the_website_stands_at_the_end_of_its_chapter(document, site):
    names = [f"{page}.html" for page in read_contents(ROOT).pages]
    pages = [(site / name).read_text(encoding="utf-8") for name in names]
    assert "<details" not in document.text
    assert document.text.count('<div class="fold"') == sum(
        page.count("<details") for page in pages
    )
    for chapter in document.text.split('<section class="chapter"')[1:]:
        before, _, after = chapter.partition('<section class="folded"')
        assert '<div class="fold"' not in before
        assert before.count("fold-link") == after.count('<div class="fold"')


def test_no_solution_stands_under_its_challenge(document):
    for chapter in document.text.split('<section class="chapter"')[1:]:
        before = chapter.partition('<section class="folded"')[0]
        solutions = re.findall(r'<div class="cell tag_solution[^>]*>\s*(<[^>]*>)', before)
        assert set(solutions) <= {'<p class="fold-link">'}


def test_hints_and_solutions_are_in_the_outline_of_a_chapter(pdf):
    [episodes] = [under for title, under in pdf.outline if title == "Episodes"]
    for chapter, sections in episodes:
        assert sections[-1][0] == FOLDED, chapter


def test_nothing_is_cut_off_at_the_right_edge(page, document, tmp_path):
    book = tmp_path / "book.html"
    book.write_text(document.text, encoding="utf-8")
    page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
    page.emulate_media(media="print")
    page.goto(book.as_uri())
    assert page.evaluate(TOO_WIDE) == []
