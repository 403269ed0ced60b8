"""Anchors that are unique in the book, and links that lead to them."""

import posixpath
import re
from urllib.parse import unquote, urlsplit


def anchor(page, name=""):
    """Give the anchor in the book of a page of the website, or of a place on it.

    Parameters
    ----------
    page : str
        Such as ``"notebooks/03-build"``.
    name : str, default ""
        The anchor on that page.

    Returns
    -------
    str
        Letters, digits and signs that a PDF need not escape.
    """
    whole = f"{page}--{name}" if name else page
    return re.sub(r"[^A-Za-z0-9_.-]", "-", whole)


def make_unique(article, page):
    """Prefix every anchor of an article with its page.

    Parameters
    ----------
    article : bs4.Tag
        It is changed.
    page : str
    """
    for element in article.find_all(id=True):
        element["id"] = anchor(page, element["id"])


def redirect(article, page, html, pages):
    """Lead every link of an article to a place in the book, or to another website.

    A link to a file of the site that is no page of the book, such as a picture's own
    file, leads nowhere on paper: its text stays and the link goes.

    Parameters
    ----------
    article : bs4.Tag
        It is changed.
    page : str
        The page that the article comes from.
    html : pathlib.Path
        The folder of the built site.
    pages : collection of str
        All pages of the book.
    """
    folder = posixpath.dirname(page)
    for link in article.find_all("a", href=True):
        parts = urlsplit(link["href"])
        if parts.scheme or parts.netloc:
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        target = path.removesuffix(".html") if parts.path else page
        if target in pages:
            link["href"] = "#" + anchor(target, unquote(parts.fragment))
        else:
            link.unwrap()
    for picture in article.find_all("img", src=True):
        if not urlsplit(picture["src"]).scheme:
            path = posixpath.join(folder, unquote(picture["src"]))
            picture["src"] = (html / posixpath.normpath(path)).as_uri()
