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


def measure(addresses):
    """Give what Lighthouse measured of each page, as it comes."""
    command = [NODE, BROWSER / "lighthouse.mjs", browser_tools.browser(), *addresses]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield from map(json.loads, process.stdout)
    assert process.returncode == 0


def test_every_page_is_fast(server, capsys):
    scores = {}
    for page in measure([f"{server}/{path}" for path in PAGES]):
        path = page["address"].removeprefix(f"{server}/")
        scores[path] = page["score"]
        with capsys.disabled():
            print(
                f"\n{page['score']:.2f}  drawn after {page['largest-contentful-paint']:4.0f} "
                f"ms, shifted by {page['cumulative-layout-shift']:.3f}  {path}",
                end="",
            )
    assert list(scores) == PAGES
    assert not {path: score for path, score in scores.items() if score < AT_LEAST}
