"""How fast Lighthouse finds every page, on a desktop computer with 10 Mbit/s.

The test's server compresses nothing, so that pages arrive later than they do from one
that does.
"""

import json
import subprocess

from test_every_page import PAGES
from test_scripts import BROWSER, NODE

from lessons_lib.commands import browser_tools

AT_LEAST = 0.95
# Whatever else the computer does makes a page slower, and nothing makes it faster.
TRIES = 3


def measure(addresses):
    """Give what Lighthouse measured of each page, as it comes."""
    command = [NODE, BROWSER / "lighthouse.mjs", browser_tools.browser(), *addresses]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield from map(json.loads, process.stdout)
    assert process.returncode == 0


def line(page, path):
    return (
        f"\n{page['score']:.2f}  drawn after {page['largest-contentful-paint']:4.0f} ms, "
        f"shifted by {page['cumulative-layout-shift']:.3f}, "
        f"busy for {page['total-blocking-time']:3.0f} ms  {path}"
    )


def test_every_page_is_fast(server, capsys):
    left = list(PAGES)
    for _ in range(TRIES):
        slow = []
        for page in measure([f"{server}/{path}" for path in left]):
            path = page["address"].removeprefix(f"{server}/")
            with capsys.disabled():
                print(line(page, path), end="")
            left.remove(path)
            if page["score"] < AT_LEAST:
                slow.append(path)
        assert not left, f"Lighthouse did not measure {left}."
        left = slow
    assert not left, f"slower than {AT_LEAST} in each of {TRIES} tries: {left}"
