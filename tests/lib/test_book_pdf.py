"""The book as one PDF, step by step and without a browser."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from lessons_lib.book_pdf import anchors, destinations, folds, printing
from lessons_lib.book_pdf.document import Document

PAGES = ["book/index", "notebooks/03-build"]
HTML = Path("/site")
PRINT = b"""4 0 obj
<</Type /Page
/Parent 9 0 R>>
endobj
7 0 obj
<</Type /Page
/Parent 9 0 R>>
endobj
8 0 obj
<</one [4 0 R /XYZ 6 826 0]
/two--part_1.0 [7 0 R /XYZ 6 826 0]>>
endobj
"""
CHALLENGE = """<article><section id="c"><h2>A title</h2><section><h3>Challenge</h3>
<details><summary>Hint 1</summary><p>Think.</p></details>
<div class="cell tag_solution"><details class="hide"><summary>
<p class="collapsed">Show the solution</p><p class="expanded">Hide the solution</p>
</summary><pre>x = 1</pre></details></div></section>
<div class="widget self-check"><fieldset><legend><span>Check yourself</span> Is <code>x</code>
one?</legend></fieldset><details><summary>Answer</summary><p>Yes.</p></details></div>
</section></article>"""


def parsed(text):
    soup = BeautifulSoup(text, "html.parser")
    return soup, soup.article or soup


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("#input", "#book-index--input"),
        ("../notebooks/03-build.html", "#notebooks-03-build"),
        ("../notebooks/03-build.html#a%20b", "#notebooks-03-build--a-b"),
        ("https://example.org/#a", "https://example.org/#a"),
    ],
)
def test_a_link_leads_to_a_place_in_the_book(link, leads_to):
    _, article = parsed(f'<a href="{link}">there</a>')
    anchors.redirect(article, "book/index", HTML, PAGES)
    assert article.a["href"] == leads_to


def test_a_link_to_a_file_of_the_site_leaves_its_text():
    _, article = parsed('<p>See <a href="../_images/a.svg">this</a>.</p>')
    anchors.redirect(article, "book/index", HTML, PAGES)
    assert str(article) == "<p>See this.</p>"


def test_a_picture_is_found_from_anywhere():
    _, article = parsed('<img src="../_images/a.svg"><img src="data:image/png;base64,AA">')
    anchors.redirect(article, "book/index", HTML.resolve(), PAGES)
    first, second = article.find_all("img")
    assert first["src"] == (HTML.resolve() / "_images/a.svg").as_uri()
    assert second["src"].startswith("data:")


def test_folds_move_to_the_end_under_the_titles_of_their_sections():
    soup, article = parsed(CHALLENGE)
    folds.gather(soup, article, "page")
    end = article.find(class_="folded").extract()
    assert [heading.string for heading in end.find_all("h3")] == ["Challenge", "A title"]
    names = [name.get_text() for name in end.find_all(class_="fold-name")]
    assert names == ["Hint 1", "Solution", "Is x\none?"]
    assert [text in end.get_text() for text in ("Think.", "x = 1", "Yes.")] == [True] * 3
    links = [(link.string, link["href"]) for link in article.find_all("a")]
    assert links == [
        ("Hint 1", "#page--folded-1"),
        ("Solution", "#page--folded-2"),
        ("Answer", "#page--folded-3"),
    ]
    assert "x = 1" not in article.get_text()


def test_a_chapter_without_folds_gets_no_section_for_them():
    soup, article = parsed("<article><h1>A title</h1></article>")
    folds.gather(soup, article, "page")
    assert str(article) == "<article><h1>A title</h1></article>"


def test_the_pages_of_anchors_are_read_from_a_print():
    assert destinations.page_numbers(PRINT) == {"one": 1, "two--part_1.0": 2}


class Printer:
    """Stands in for a page of Chromium; its prints are these, one after another."""

    def __init__(self, *prints):
        self.prints = list(prints)

    def goto(self, address):
        pass

    def pdf(self, **options):
        return self.prints.pop(0)


def test_a_book_is_printed_until_its_numbers_are_right(tmp_path):
    document = Document('<a class="paged" href="#one">One</a>', {"one": "One"})
    moved = PRINT.replace(b"one [4", b"one [7")
    printer = Printer(PRINT, moved, moved)
    pdf = printing._numbered(document, printer, tmp_path / "book.html")
    assert pdf == moved
    assert printer.prints == []
    assert (tmp_path / "book.html").read_text().endswith('<span class="page">2</span>')


def test_numbers_that_never_settle_are_an_error(tmp_path):
    moved = PRINT.replace(b"one [4", b"one [7")
    printer = Printer(*[PRINT, moved] * printing.MOST_PRINTS)
    with pytest.raises(printing.PrintingError, match="do not settle"):
        printing._numbered(Document("", {"one": "One"}), printer, tmp_path / "book.html")


def test_a_print_without_a_chapter_is_an_error(tmp_path):
    document = Document("", {"one": "One", "three": "Three"})
    with pytest.raises(printing.PrintingError, match="The print lacks three"):
        printing._numbered(document, Printer(PRINT), tmp_path / "book.html")
