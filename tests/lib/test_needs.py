"""What later cells use of a challenge's solution."""

import nbformat
import pytest

from lessons_lib import notebooks
from lessons_lib.needs import needed_later


def challenge(name, solution):
    task = f"(challenge-{name})=\n### Challenge: {name}"
    return [
        nbformat.v4.new_markdown_cell(task, metadata={"tags": ["challenge"]}),
        nbformat.v4.new_code_cell(solution, metadata={"tags": ["solution"]}),
        nbformat.v4.new_code_cell(
            f"check.{name}()", metadata={"tags": ["check", "remove-cell"]}
        ),
    ]


def needed(*cells):
    cells = [
        cell for group in cells for cell in (group if isinstance(group, list) else [group])
    ]
    return needed_later(nbformat.v4.new_notebook(cells=cells))


def code(source, *tags):
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})


def test_text_and_challenges_that_use_a_name_are_found():
    found = needed(
        challenge("one", "a = 1\nb = 2"), code("print(a)"), challenge("two", "c = a")
    )
    assert found == {"one": {"a": [None, "two"]}, "two": {}}


def test_a_name_that_is_bound_anew_is_not_needed_any_more():
    assert needed(challenge("one", "a = 1"), code("a = 5"), code("print(a)")) == {"one": {}}


def test_a_cell_that_uses_its_own_name_does_not_need_the_older_one():
    assert needed(challenge("one", "x = 1"), code("x = 2\nprint(x)")) == {"one": {}}


def test_use_inside_a_function_counts_and_its_own_names_do_not():
    inside = code(
        "def f(a):\n    b = a\n    return g(b)\n\nclass C:\n    h = [z for z in zs]"
    )
    found = needed(challenge("one", "a = b = g = zs = 1"), inside)
    assert found == {"one": {"g": [None], "zs": [None]}}


def test_claims_do_not_count():
    assert needed(challenge("one", "a = 1"), code("claim('x', a)", "remove-cell")) == {
        "one": {}
    }


@pytest.mark.parametrize("path", notebooks.paths(), ids=lambda path: path.stem)
def test_every_challenge_of_the_course_is_judged(path):
    notebook = notebooks.read(path)
    names = [one.name for one in notebooks.challenges(notebook)]
    assert list(needed_later(notebook)) == names
