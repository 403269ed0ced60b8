"""The instructors' pages: every challenge has its place, every mistake its row."""

import re
import tomllib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from plain_text import plain

from lessons_lib import notebooks
from lessons_lib.mistakes import known_mistakes
from lessons_lib.table_of_contents import read_contents

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "book" / "instructors"
NOTEBOOKS = notebooks.paths()
EPISODES = [path for path in NOTEBOOKS if notebooks.is_episode(path.stem)]
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

# The only numbers that prose may name; whatever else is counted or measured is computed.
NAMES = re.compile(r"CIFAR-10|[Ee]pisode \d|[Dd]eep dive \d+|Step \d|Conv2D|\bF1\b")
# These pages also name the givens of arithmetic that is done by hand, such as a sum.
WITH_ARITHMETIC = {
    "11-convolution-by-hand",
    "12-softmax-and-cross-entropy",
    "13-back-propagation",
    "14-dense-against-convolutional",
    "15-cats-against-dogs",
    "16-transfer-learning",
    "17-the-same-minutes",
}


def challenges(path):
    return [challenge.name for challenge in notebooks.challenges(notebooks.read(path))]


def source(path):
    return (PAGES / f"{path.stem}.md").read_text(encoding="utf-8")


def shown(site, page):
    return BeautifulSoup(
        (site / f"book/instructors/{page}.html").read_text("utf-8"), "html.parser"
    )


def test_every_page_for_instructors_is_in_the_contents():
    pages = {page.removeprefix("book/instructors/") for page in read_contents(ROOT).pages}
    assert {path.stem for path in PAGES.glob("*.md")} <= pages


@every_notebook
def test_every_challenge_has_its_place_in_order(path):
    for mark in ("challenge", "mistakes"):
        marked = re.findall(rf"^<!-- course: {mark} (\w+) -->$", source(path), re.MULTILINE)
        assert marked == challenges(path)


@every_notebook
def test_every_challenge_says_what_to_say_and_which_questions_come_up(path):
    _, *parts = re.split(r"^<!-- course: challenge ", source(path), flags=re.MULTILINE)
    for part in parts:
        name = part.split(maxsplit=1)[0]
        assert len(re.search(r"\*\*Before it\.\*\* (.+)", part)[1].split()) >= 20, name
        assert re.search(r"^\*.+\?\*\n: \w", part, re.MULTILINE), name


@pytest.mark.parametrize(
    "path",
    [path for path in NOTEBOOKS if path.stem not in WITH_ARITHMETIC],
    ids=lambda path: path.stem,
)
def test_no_number_is_typed(path):
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->", " ", source(path))
    assert re.findall(r".*\d.*", NAMES.sub("", prose)) == []


@every_notebook
def test_no_measured_number_is_typed(path):
    measured = r"\d[\d.,]* (?:seconds?|minutes?|hours?|GB|MB|epochs?|parameters?)\b"
    assert re.findall(measured, source(path)) == []


@every_notebook
def test_what_to_skip_first_names_every_challenge_once(path):
    order = tomllib.loads((PAGES / "skip-first.toml").read_text(encoding="utf-8"))
    assert sorted(order[path.stem]) == sorted(challenges(path))
    assert f"<!-- course: skip-first {path.stem} -->" in source(path)


@every_notebook
def test_every_mistake_is_in_its_table(site, path):
    page = shown(site, path.stem)
    rows = [
        [plain(cell.get_text()) for cell in row.find_all("td")]
        for row in page.select("tbody tr")
    ]
    for name in challenges(path):
        for known in known_mistakes().get(name, ()):
            assert [plain(known.mistake), plain(known.says)] in rows, name


@every_notebook
def test_every_challenge_is_linked_where_it_is_taught(site, path):
    links = {
        link.get("href", "").rpartition("#")[2] for link in shown(site, path.stem)("a")
    }
    wanted = {f"challenge-{name.replace('_', '-')}" for name in challenges(path)}
    assert wanted <= links


@pytest.mark.parametrize("title", ["two-half-days", "one-day"])
def test_a_schedule_has_every_challenge_once(site, title):
    section = shown(site, "schedules").find(id=title)
    links = [link["href"].rpartition("#challenge-")[2] for link in section.select("td a")]
    found = [link.replace("-", "_") for link in links if "/" not in link]
    assert sorted(found) == sorted(name for path in EPISODES for name in challenges(path))


def test_the_lunch_hours_have_every_episode_in_both_tables(site):
    section = shown(site, "schedules").find(id="six-lunch-hours")
    read, unread = section.find_all("table")
    assert len(read.select("tbody tr")) == len(unread.select("tbody tr")) == len(EPISODES)


def test_the_code_for_schedules_of_your_own_runs(capsys):
    text = (PAGES / "schedules.md").read_text(encoding="utf-8")
    exec(re.search(r"```python\n(.*?)```", text, re.DOTALL)[1], {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "14:00 arrive"
    assert sum("create_model_intro" in line for line in lines) == 1


def test_a_mark_that_nothing_is_computed_for_is_told(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "book" / "_ext"))
    from course.marks import replace_marks
    from sphinx.errors import ExtensionError

    class App:
        srcdir = ROOT

    with pytest.raises(
        ExtensionError, match=r"book/x: nothing is computed under .* nonsense"
    ):
        replace_marks(App, "book/x", ["<!-- course: nonsense -->"])
