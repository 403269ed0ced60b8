"""The page of all challenges: each is there once, in order, with what is true of it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from lessons_lib import notebooks
from lessons_lib.minutes import challenge_minutes, round_minutes

ROOT = Path(__file__).resolve().parents[2]
WITH_CHALLENGES = [
    path for path in notebooks.paths() if notebooks.challenges(notebooks.read(path))
]


@pytest.fixture(scope="module")
def tables(site):
    html = (site / "book/reference/challenges.html").read_text(encoding="utf-8")
    page = BeautifulSoup(html, "html.parser")
    return {
        section.h2.a["href"]: section.select("tbody tr")
        for section in page.select("section section")
    }


def test_every_notebook_has_its_table(tables):
    assert list(tables) == [f"../../notebooks/{path.stem}.html" for path in WITH_CHALLENGES]


@pytest.mark.parametrize("path", WITH_CHALLENGES, ids=lambda path: path.stem)
def test_every_challenge_has_its_row(tables, path):
    address = f"../../notebooks/{path.stem}.html"
    rows = tables[address]
    challenges = notebooks.challenges(notebooks.read(path))
    for row, challenge in zip(rows, challenges, strict=True):
        title, section, what, minutes = row.find_all("td")
        anchor = challenge.name.replace("_", "-")
        assert title.a["href"] == f"{address}#challenge-{anchor}"
        assert section.a["href"].startswith(f"{address}#")
        assert int(minutes.get_text()) == round_minutes(challenge_minutes(challenge))
        assert ("gap" in what.get_text()) == (challenge.blank is not None)


def test_the_section_is_the_one_before_the_challenge(tables):
    rows = tables["../../notebooks/03-build.html"]
    assert [row.find_all("td")[1].get_text() for row in rows][:3] == [
        "Input layer: the shape of one picture",
        "Padding and stride",
        "Conv2D: a layer of many filters",
    ]
