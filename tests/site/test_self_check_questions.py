"""The questions of the self-checks: what they must not give away, and their place on the site."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from plain_text import plain

from lessons_lib import notebooks

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "book" / "self-checks"
STEMS = [path.stem for path in notebooks.paths()]
every_notebook = pytest.mark.parametrize("stem", STEMS)


def questions(stem):
    return tomllib.loads((FOLDER / f"{stem}.toml").read_text(encoding="utf-8"))["check"]


def every_question():
    return [question for stem in STEMS for question in questions(stem)]


def with_one_right_answer():
    """Give the options of each question with one right answer, and the place of that."""
    found = []
    for question in every_question():
        options = question["option"]
        right = [place for place, option in enumerate(options) if option.get("right")]
        if len(right) == 1:
            found.append(([option["text"] for option in options], right[0]))
    return found


# --- the source ---------------------------------------------------------------------


def test_every_file_belongs_to_a_notebook():
    assert sorted(path.stem for path in FOLDER.iterdir()) == STEMS


@every_notebook
def test_every_notebook_has_some_and_not_too_many(stem):
    assert 4 <= len(questions(stem)) <= 10


@every_notebook
def test_every_explanation_explains(stem):
    for question in questions(stem):
        reasons = [option["why"] for option in question["option"]]
        assert len(set(reasons)) == len(reasons), question["question"]
        for reason in reasons:
            assert len(reason.split()) >= 5, reason


def test_no_question_is_asked_twice():
    asked = Counter(question["question"] for question in every_question())
    assert [question for question, times in asked.items() if times > 1] == []


@every_notebook
def test_no_measured_number_is_typed(stem):
    measured = r"\d[\d.,]* (?:seconds?|minutes?|hours?|GB|MB|parameters?|points?|%)\b"
    assert re.findall(measured, (FOLDER / f"{stem}.toml").read_text("utf-8")) == []


# --- nothing gives the right answer away --------------------------------------------


def test_the_right_answer_has_no_favorite_place():
    rights = [right for options, right in with_one_right_answer() if len(options) == 3]
    counts = [rights.count(place) for place in range(3)]
    assert max(counts) - min(counts) <= 0.15 * len(rights), counts


@pytest.mark.parametrize("extreme", [max, min])
def test_the_right_answer_is_not_told_by_its_length(extreme):
    questions = with_one_right_answer()
    standing_out = sum(
        len(options[right]) == extreme(map(len, options)) for options, right in questions
    )
    # among three options a guess by length is right in one of three cases
    assert 0.2 < standing_out / len(questions) < 0.45


def test_the_right_answer_is_not_the_only_one_without_a_reason():
    told = [
        options
        for options, right in with_one_right_answer()
        if [bool(re.search(r"\b(because|since)\b", text)) for text in options]
        == [place != right for place in range(len(options))]
    ]
    assert told == []


# --- the site -----------------------------------------------------------------------


@every_notebook
def test_every_self_check_is_under_its_section(site, stem):
    html = (site / "notebooks" / f"{stem}.html").read_text(encoding="utf-8")
    shown = Counter()
    for place in BeautifulSoup(html, "html.parser").select(".widget.self-check"):
        heading = place.find_parent("section").find(re.compile("^h[1-6]$"))
        legend = plain(place.legend.get_text()).removeprefix("Check yourself ")
        shown[plain(heading.get_text()), legend.removeprefix("(more than one) ")] += 1
    wanted = [(plain(one["section"]), plain(one["question"])) for one in questions(stem)]
    assert shown == Counter(wanted)


@every_notebook
def test_without_a_script_all_explanations_are_there_and_folded(site, stem):
    html = (site / "notebooks" / f"{stem}.html").read_text(encoding="utf-8")
    for place in BeautifulSoup(html, "html.parser").select(".widget.self-check"):
        assert "open" not in place.details.attrs
        answers = place.details.select("li")
        assert len(answers) == len(place.select("fieldset input"))
        assert all(answer.select_one(".why").get_text() for answer in answers)
        assert place.details.select("li.right strong")[0].get_text() == "Right:"
