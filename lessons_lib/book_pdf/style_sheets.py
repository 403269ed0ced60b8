"""The styles of the website, for the book to look like it."""

from itertools import chain
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup


def style_sheets(html, pages):
    """List the style sheets that the pages load.

    Parameters
    ----------
    html : pathlib.Path
        The folder of the built site.
    pages : iterable of str

    Returns
    -------
    list of pathlib.Path
        Each once, in the order of the page that loads the most of them.
    """
    found = sorted((_of_page(html, page) for page in pages), key=len, reverse=True)
    return list(dict.fromkeys(chain.from_iterable(found)))


def _of_page(html, page):
    path = html / f"{page}.html"
    head = path.read_text(encoding="utf-8").partition("</head>")[0]
    links = BeautifulSoup(head, "html.parser").select('link[rel="stylesheet"]')
    return [
        (path.parent / unquote(urlsplit(link["href"]).path)).resolve() for link in links
    ]
