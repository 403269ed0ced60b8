"""Make a chapter of the book of a page of the website."""

import re

from bs4 import BeautifulSoup

from lessons_lib.book_pdf import anchors, folds

# What does something on the screen only, or is there for JavaScript.
NOT_FOR_PAPER = "a.headerlink, script, button, .toctree-wrapper"
# A tagged PDF describes every element. These look like the text around them: names, brackets
# and spaces of code, and wrappers of single words. They would double its size.
PLAIN = "span.n, span.p, span.w, span.nn, span.pre, span.xref, span:empty"
HEADING = re.compile("^h[1-5]$")


def read_chapter(chapter, html, pages, level):
    """Read a page of the built site and change it into a chapter.

    Parameters
    ----------
    chapter : lessons_lib.table_of_contents.Chapter
    html : pathlib.Path
        The folder of the built site.
    pages : collection of str
        All pages of the book.
    level : int
        The level of its title among the headings of the book.

    Returns
    -------
    title : str
    article : bs4.Tag
    """
    text = (html / f"{chapter.page}.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(text, "html.parser")
    article = soup.find("article")
    for element in article.select(NOT_FOR_PAPER):
        element.decompose()
    for element in article.select(PLAIN):
        element.unwrap()
    anchors.make_unique(article, chapter.page)
    anchors.redirect(article, chapter.page, html, pages)
    if chapter.title:
        article.h1.string = chapter.title
    title = article.h1.get_text().strip()
    article.h1["class"] = "chapter-title"
    folds.gather(soup, article, anchors.anchor(chapter.page))
    for heading in article.find_all(HEADING):
        heading.name = f"h{int(heading.name[1]) + level - 1}"
    article["id"] = anchors.anchor(chapter.page)
    return title, article
