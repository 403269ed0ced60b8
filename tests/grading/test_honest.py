"""Five learners hand in their notebooks: each has the row that is right."""

import pytest

from lessons_lib.grading.episode import challenges_of

CHALLENGES = challenges_of("03-build")


@pytest.fixture(scope="module")
def graded(tmp_path_factory, handed, grading):
    folder = tmp_path_factory.mktemp("class")
    handed().fill().store(folder / "all right.ipynb")
    handed().store(folder / "untouched.ipynb")
    half = handed().fill("input_layer", "padding_stride", "conv2d", "pooling", "flatten")
    # Some editors drop it: then the checks tell which episode it is.
    del half.notebook.metadata["lessons"]
    half.store(folder / "=SUM(A1)" / "half.ipynb")
    wrong = handed().fill().without_keras().append("padding_stride", "size_b = 24")
    wrong.store(folder / "one wrong.ipynb")
    given_up = handed().fill().without_keras().give_up("count_parameters")
    given_up.store(folder / "one given up.ipynb")
    return grading(folder, tmp_path_factory.mktemp("temporary"))


EXPECTED = {
    "all right.ipynb": dict.fromkeys(CHALLENGES, "right"),
    "untouched.ipynb": {},
    "'=SUM(A1)/half.ipynb": dict.fromkeys(CHALLENGES[:5], "right"),
    "one wrong.ipynb": {"padding_stride": "wrong", "count_parameters": "right"},
    "one given up.ipynb": {"padding_stride": "right", "count_parameters": "given up"},
}


@pytest.mark.parametrize("file", EXPECTED)
def test_each_challenge_came_to_what_the_learner_did(graded, file):
    row = graded.rows[file]
    expected = dict.fromkeys(CHALLENGES, "open") | EXPECTED[file]
    assert {name: row[name] for name in CHALLENGES} == expected
    assert row["episode"] == "03-build"
    assert row["solved"] == str(list(expected.values()).count("right"))
    assert row["of"] == "10"
    assert row["remark"] == ""


def test_there_is_one_row_a_notebook(graded):
    assert sorted(graded.rows) == sorted(EXPECTED)


def test_the_terminal_shows_who_solved_what(graded):
    assert "2 of 5: all right.ipynb ... " in graded.shown
    lines = [" ".join(line.split()) for line in graded.shown.splitlines()]
    assert "03-build solved 1 2 3 4 5 6 7 8 9 10" in lines
    assert "all right.ipynb 10 of 10 ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓" in lines
    assert "=SUM(A1)/half.ipynb 5 of 10 ✓ ✓ ✓ ✓ ✓ · · · · ·" in lines
    assert "one wrong.ipynb 1 of 10 · ✗ · · · · · · · ✓" in lines
    assert "one given up.ipynb 1 of 10 · ✓ · · · · · · · –" in lines
    assert any(
        line.startswith("1 input_layer, 2 padding_stride, 3 conv2d") for line in lines
    )


def test_nothing_is_left_behind_but_the_rows(graded):
    assert [path.name for path in graded.changed] == ["grades.csv"]
    assert graded.temporary == []
