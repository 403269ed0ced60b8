"""``pdf``: print the whole website into one file, with contents and page numbers."""

import sys
import time

from lessons_lib.commands import browser_tools, site
from lessons_lib.commands.environment import ROOT
from lessons_lib.commands.writing import write_bytes


def run(arguments):
    """Print the book into ``_build/course.pdf``.

    Parameters
    ----------
    arguments : list of str
        Nothing.

    Returns
    -------
    int
        0 if the PDF is complete; else it is as it was before.
    """
    from lessons_lib.book_pdf import document, printing

    html, target = site.BUILD / "html", site.BUILD / "course.pdf"
    started = time.monotonic()
    try:
        browser = browser_tools.browser()
        if site.build_if_stale():
            return 1
        pdf = printing.print_book(document.make_document(ROOT, html), browser)
        write_bytes(target, pdf)
    except (browser_tools.BrowserToolsError, printing.PrintingError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The PDF can't be written to {target}: {error.strerror}.", file=sys.stderr)
        return 1
    seconds = time.monotonic() - started
    print(f"{target}: {len(pdf) / 1e6:.1f} MB, made in {seconds:.0f} s")
    return 0
