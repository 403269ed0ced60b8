"""Read from a PDF that Chromium has printed on which page each anchor stands.

Chromium writes a PDF's structure as plain text, and its pages in their order, so that
nothing but this needs to be read, and no library for it.
"""

import re

PAGE = re.compile(rb"^(\d+) 0 obj\s<</Type /Page\s", re.MULTILINE)
DESTINATION = re.compile(rb"/(?!Dest )([A-Za-z0-9_.-]+) \[(\d+) 0 R /XYZ ")


def page_numbers(pdf):
    """Tell on which page each anchor stands that a link leads to.

    Parameters
    ----------
    pdf : bytes
        As Chromium prints it.

    Returns
    -------
    dict of str to int
        Number of the page, the first being 1, by anchor.
    """
    pages = {page[1]: number for number, page in enumerate(PAGE.finditer(pdf), start=1)}
    return {
        destination[1].decode(): pages[destination[2]]
        for destination in DESTINATION.finditer(pdf)
    }
