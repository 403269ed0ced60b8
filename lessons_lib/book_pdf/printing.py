"""Print the book through Chromium until its page numbers are right."""

import tempfile
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from lessons_lib.book_pdf.destinations import page_numbers

# Numbers written into the text may move it: then it is printed once more.
MOST_PRINTS = 4


class PrintingError(Exception):
    """There is no PDF; the text says why."""


def print_book(document, browser):
    """Print the book.

    Parameters
    ----------
    document : lessons_lib.book_pdf.document.Document
    browser : str
        Path of Chromium.

    Returns
    -------
    bytes
        The PDF.

    Raises
    ------
    PrintingError
        If Chromium fails, or a chapter is not in what it printed.
    """
    try:
        with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
            chromium = playwright.chromium.launch(executable_path=browser)
            # Everything lies on this computer; nothing is asked of another.
            context = chromium.new_context(offline=True, java_script_enabled=False)
            page = context.new_page()
            return _numbered(document, page, Path(folder) / "book.html")
    except Error as error:
        raise PrintingError(
            f"Chromium could not print the book: {error.message.splitlines()[0]}"
        ) from error


def _numbered(document, page, path):
    """Print, read the page numbers and print again, until they agree with the print."""
    numbers = {}
    for _ in range(MOST_PRINTS):
        path.write_text(document.with_page_numbers(numbers), encoding="utf-8")
        page.goto(path.as_uri())
        pdf = page.pdf(prefer_css_page_size=True, outline=True, tagged=True)
        printed = page_numbers(pdf)
        missing = document.chapters.keys() - printed.keys()
        if missing:
            raise PrintingError(f"The print lacks {', '.join(sorted(missing))}.")
        if printed == numbers:
            return pdf
        numbers = printed
    raise PrintingError(f"The page numbers do not settle in {MOST_PRINTS} prints.")
