"""What a page makes a reader wait for, compressed as web servers send it."""

import gzip
from urllib.parse import urlsplit

import pytest
from test_every_page import PAGES

KILOBYTE = 1000
COMPRESSED = (".webp", ".png", ".jpg", ".woff2")
NETWORK, TRAINING = "book/explore/network.html", "book/explore/training.html"
# Pages with a trained network or a data set in them may be heavier.
LIMITS = dict.fromkeys([NETWORK, TRAINING], 450 * KILOBYTE)


@pytest.fixture
def responses(page):
    found = []
    page.on("response", lambda response: found.append(response))
    return found


def size(response):
    body = response.body()
    packed = urlsplit(response.url).path.endswith(COMPRESSED)
    return len(body) if packed else len(gzip.compress(body, compresslevel=6))


def is_figure(response):
    return "/_images/" in response.url


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(page, server, path, responses):
    page.goto(f"{server}/{path}", wait_until="networkidle")
    needed = [response for response in responses if not is_figure(response)]
    assert sum(map(size, needed)) <= LIMITS.get(path, 250 * KILOBYTE)
    assert len(needed) <= 20


@pytest.mark.parametrize("path", PAGES)
def test_the_figures_of_a_page_are_light(site, path):
    text = (site / path).read_text(encoding="utf-8")
    figures = [one for one in (site / "_images").iterdir() if one.name in text]
    assert sum(one.stat().st_size for one in figures) <= 400 * KILOBYTE


def test_figures_below_the_fold_wait(page, server, responses):
    page.goto(f"{server}/notebooks/11-convolution-by-hand.html", wait_until="networkidle")
    of_the_page = page.locator("article img[src*=_images]").count()
    at_first = len([response for response in responses if is_figure(response)])
    assert at_first < of_the_page / 2


def test_a_figure_keeps_its_place_free(page, server):
    page.goto(f"{server}/notebooks/11-convolution-by-hand.html")
    for figure in page.locator("article img[src*=_images]:visible").all():
        width, height = (int(figure.get_attribute(name)) for name in ("width", "height"))
        box = figure.bounding_box()
        assert box["width"] / box["height"] == pytest.approx(width / height, rel=0.02)
