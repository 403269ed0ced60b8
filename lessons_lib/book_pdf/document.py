"""One HTML document of all chapters, with a title page and a table of contents."""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

import yaml

from lessons_lib.book_pdf.anchors import anchor
from lessons_lib.book_pdf.chapters import read_chapter
from lessons_lib.book_pdf.style_sheets import style_sheets
from lessons_lib.table_of_contents import read_contents

STYLES = Path(__file__).with_name("book.css")
# A link of this class is followed by the number of the page that it leads to.
PAGED = re.compile(r'(<a class="paged" href="#([^"]+)">.*?</a>)', re.DOTALL)
TEMPLATE = """<!DOCTYPE html>
<html lang="en" data-theme="light">
<head>
<meta charset="utf-8">
<title>{title}</title>
{style_sheets}
<style>
{running_titles}
</style>
</head>
<body><main class="bd-main"><div class="bd-content"><div class="bd-article-container">
{cover}
<nav class="book-contents" aria-labelledby="contents">
<h1 id="contents">Contents</h1>
<ol>
{contents}
</ol>
</nav>
{chapters}
</div></div></main></body>
</html>
"""
COVER = """<header class="cover">
<img src="{logo}" alt="">
<p class="title">{title}</p>
<p>{abstract}</p>
<p>{authors}<br>Version {version}, {date}<br>{licenses}</p>
</header>"""


@dataclass(frozen=True)
class Document:
    """The book as HTML, and what a reader must find in it."""

    text: str
    # title by anchor, in the order of the book
    chapters: dict[str, str]

    def with_page_numbers(self, numbers):
        """Write page numbers behind the links that show one.

        Parameters
        ----------
        numbers : dict of str to int
            Page by anchor. An anchor that is not there gets three digits all the
            same, so that the real number takes up no other space.

        Returns
        -------
        str
        """

        def numbered(link):
            return f'{link[1]} <span class="page">{numbers.get(link[2], "000")}</span>'

        return PAGED.sub(numbered, self.text)


def make_document(root, html):
    """Put the book together.

    Parameters
    ----------
    root : pathlib.Path
        The repository.
    html : pathlib.Path
        The folder of the built site.

    Returns
    -------
    Document
    """
    book = read_contents(root)
    read = {book.start.page: read_chapter(book.start, html, book.pages, level=1)}
    read |= {
        chapter.page: read_chapter(chapter, html, book.pages, level=2)
        for chapter in book.chapters
    }
    titles = {page: title for page, (title, _) in read.items()}
    captions = {part.chapters[0].page: part.caption for part in book.parts}
    text = TEMPLATE.format(
        style_sheets="\n".join(
            f'<link rel="stylesheet" href="{path.as_uri()}">'
            for path in (*style_sheets(html, book.pages), STYLES)
        ),
        running_titles="\n".join(map(_running_title, titles.items())),
        cover=_cover(root, html),
        contents=_contents(book, titles),
        chapters="\n".join(
            _section(page, article, captions.get(page))
            for page, (_, article) in read.items()
        ),
        title=escape(titles[book.start.page]),
    )
    return Document(text, {anchor(page): title for page, title in titles.items()})


def _running_title(entry):
    """Let the pages of a chapter carry its title at their top."""
    page, title = entry
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'@page {_page_name(page)} {{ @top-left {{ content: "{quoted}"; }} }}'


def _page_name(page):
    """Name a kind of printed page; a name may not begin with a digit, nor have a dot."""
    return "of-" + anchor(page).replace(".", "-")


def _cover(root, html):
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    authors = ", ".join(author["name"] for author in cited["authors"])
    return COVER.format(
        logo=(html / "_static" / "logo.svg").as_uri(),
        title=escape(cited["title"]),
        abstract=escape(cited["abstract"]),
        authors=escape(authors),
        version=cited["version"],
        date=cited["date-released"],
        licenses=escape(" and ".join(cited["license"])),
    )


def _contents(book, titles):
    lines = [_entry(book.start, titles)]
    for part in book.parts:
        entries = "".join(_entry(chapter, titles) for chapter in part.chapters)
        lines.append(f"<li>{escape(part.caption)}<ol>{entries}</ol></li>")
    return "\n".join(lines)


def _entry(chapter, titles):
    title = escape(titles[chapter.page])
    return f'<li><a class="paged" href="#{anchor(chapter.page)}">{title}</a></li>'


def _section(page, article, caption):
    """Begin a chapter, and with it its part where it is the first."""
    part = f'<h1 class="part">{escape(caption)}</h1>' if caption else ""
    return f'<section class="chapter" style="page: {_page_name(page)}">{part}{article}</section>'
