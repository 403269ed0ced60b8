"""The built site, page by page: what a reader would stumble over."""

from pathlib import Path

import checks
import pytest

from lessons_lib import notebooks
from lessons_lib.table_of_contents import read_contents

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = [page for page in read_contents(ROOT).pages if page.startswith("notebooks/")]


def report(faults):
    return "\n".join(faults)


def test_the_contents_name_every_notebook():
    assert [f"notebooks/{path.stem}" for path in notebooks.paths()] == NOTEBOOKS


def test_every_page_of_the_contents_is_there(site):
    faults = checks.missing_pages(site, read_contents(ROOT).pages)
    assert not faults, report(faults)


@pytest.mark.parametrize(
    "check",
    [
        checks.dead_links,
        checks.pictures_without_text,
        checks.heading_faults,
        checks.language_faults,
        checks.unreadable_markup,
        checks.foreign_requests,
        checks.open_solutions,
        checks.shown_claims,
        checks.search_faults,
    ],
    ids=lambda check: check.__name__,
)
def test_nothing_is_wrong(site, check):
    faults = check(site)
    assert not faults, report(faults)


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_every_solution_of_the_notebook_is_on_the_page_and_folded(site, page):
    solutions = len(
        notebooks.code_cells(notebooks.read(ROOT / f"{page}.ipynb"), tag="solution")
    )
    faults = checks.missing_folds(site, page, solutions)
    assert not faults, report(faults)


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_every_notebook_says_how_long_it_takes(site, page):
    text = (site / f"{page}.html").read_text(encoding="utf-8")
    assert "course-line" in text
    assert "minutes to read and do" in text


def test_the_key_points_of_every_notebook_are_gathered(site):
    text = (site / "book/reference/key-points.html").read_text(encoding="utf-8")
    missing = [page for page in NOTEBOOKS if f"../../{page}.html" not in text]
    assert not missing


def test_formulas_are_mathml_and_carry_their_source(site):
    text = (site / "book/reference/glossary.html").read_text(encoding="utf-8")
    assert '<math alttext="\\max(0, x)"' in text
    assert "mathjax" not in text.lower()


def test_the_page_on_differences_has_its_43_rows(site):
    text = (site / "book/reference/differences.html").read_text(encoding="utf-8")
    rows = [number for number in range(1, 44) if f"<p>{number}</p></td>" in text]
    assert rows == list(range(1, 44))
