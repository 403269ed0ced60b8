"""The matcher: which text fills each hole of a blank, and where the two part."""

import ast
import inspect
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_lib import challenges, evaluation, models, notebooks, preprocessing, sharing
from lessons_lib.challenges import HOLE, BlankMismatch, fill, match


@pytest.mark.parametrize(
    ("blank", "solution", "fills"),
    [
        ("y = ____", "y = 3 + 4", ["3 + 4"]),
        ("____ = f(x)", "history = f(x)", ["history"]),
        ("f(____)", "f(1, b=(2, 3))", ["1, b=(2, 3)"]),
        ("f(\n    ____\n)", "f(\n    1,\n    2,\n)", ["1,\n2,"]),
        ("f(\n    ____\n    last=1,\n)", "f(x=1, y=2, last=1,)", ["x=1, y=2,"]),
        ("a[____] + ____", "a[b[0]] + c", ["b[0]", "c"]),
        ("x = f(____)(____)", "x = f(1)(inputs)", ["1", "inputs"]),
        ("return ____", "return 1", ["1"]),
        ("# 1\n____\n# 2\n____", "# 1\na = 1\nb = 2\n# 2\nc = 3", ["a = 1\nb = 2", "c = 3"]),
        ("def f():\n    ____", "def f():\n    for i in x:\n        i()", ["for i in x:\n    i()"]),
        (
            "def f():\n    # a\n    ____\n    # b\n    return ____",
            "def f():\n    # a\n    if x:\n        y = 1\n    # b\n    return y",
            ["if x:\n    y = 1", "y"],
        ),
        ("if a:\n    ____\nelse:\n    ____", "if a:\n    b()\nelse:\n    c()", ["b()", "c()"]),
        ("a = '____'\nb = ____", "a = '____'\nb = 1", ["1"]),
        ("f(\n    a,\n    ____,\n)", "f(a, b,)", ["b"]),
    ],
)  # fmt: skip
def test_each_hole_gets_its_text(blank, solution, fills):
    assert match(blank, solution) == fills
    assert ast.dump(ast.parse(fill(blank, fills))) == ast.dump(ast.parse(solution))


@pytest.mark.parametrize(
    ("blank", "solution", "message"),
    [
        (
            "x = 1\ny = f(____)",
            "x = 2\ny = f(3)",
            "line 1 of the blank has `1`, where line 1 of the solution has `2`",
        ),
        (
            "y = f(____)\nprint(y)",
            "y = f(3)",
            "line 2 of the blank has `print`, where line 1 of the solution has its end",
        ),
        (
            "y = f(____)",
            "y = f(3)\nprint(y)",
            "line 1 of the blank has its end, where line 2 of the solution has `print`",
        ),
        (
            "# the rate\ny = ____",
            "# a rate\ny = 3",
            "has `# the rate`, where line 1 of the solution has `# a rate`",
        ),
        ("f(____)", "f()", "line 1 of the blank has `____`, where line 1 of the solution has `)`"),
        ("y = ____ + 1", "y = 2\nz = 3 + 1", "where line 1 of the solution has"),
        ("f(____, ____)", "f(1, 2, 3)", "Hole 1 of the blank can be filled in more than one"),
        ("____\n____", "a\nb\nc", "Hole 1 of the blank can be filled in more than one"),
    ],
)  # fmt: skip
def test_where_they_part_is_said(blank, solution, message):
    with pytest.raises(BlankMismatch) as raised:
        match(blank, solution)
    assert message in str(raised.value)


def test_a_hole_never_takes_half_a_bracket():
    with pytest.raises(BlankMismatch, match=r"can't be read as Python"):
        match("f(____", "f(1) + g(2)")
    with pytest.raises(BlankMismatch, match=r"the end of line, where .* has `\+`"):
        match("f(____)", "f(1) + g(2)")


def test_layout_does_not_count():
    assert match("f(a=____, b=2)", "f(\n    a=1,\n    b=2)") == ["1"]


def test_too_few_and_too_many_texts_are_refused():
    for fills in ([], ["1", "2"]):
        with pytest.raises(ValueError, match=r"has 1 holes, and there are"):
            fill("x = ____", fills)


COURSE = [
    pytest.param(challenge, id=challenge.name)
    for path in notebooks.paths()
    for challenge in notebooks.challenges(notebooks.read(path))
    if challenge.blank is not None
]


@pytest.mark.parametrize("challenge", COURSE)
def test_every_blank_of_the_course_is_its_solution(challenge):
    filled = fill(challenge.blank, match(challenge.blank, challenge.solution_code))
    assert ast.dump(ast.parse(filled)) == ast.dump(ast.parse(challenge.solution_code))


SOURCES = [
    textwrap.dedent(inspect.getsource(member))
    for module in (challenges, evaluation, models, preprocessing, sharing)
    for _, member in inspect.getmembers(module, inspect.isfunction)
    if member.__module__ == module.__name__
]


def holes_for(tree):
    """Find the expressions and statements that may become a hole."""
    for node in ast.walk(tree):
        # What is inside a formatted string is no token of its own in every Python, and the
        # later lines of a long string are no code that could be indented.
        if isinstance(node, ast.JoinedStr):
            for part in ast.walk(node):
                part.lineno = None
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        # The brackets of a call are those of the generator in it.
        whole = isinstance(node, ast.FunctionDef | ast.GeneratorExp)
        if isinstance(node, ast.expr | ast.stmt) and not (text or docstring or whole):
            yield node


@given(st.sampled_from(SOURCES), st.data())
def test_a_punched_hole_is_found_again(source, data):
    tree = ast.parse(source)
    candidates = [node for node in list(holes_for(tree)) if node.lineno is not None]
    node = data.draw(st.sampled_from(candidates))
    # The columns of a syntax tree count bytes.
    lines = source.encode().splitlines()
    before = [*lines[: node.lineno - 1], lines[node.lineno - 1][: node.col_offset]]
    after = [lines[node.end_lineno - 1][node.end_col_offset :], *lines[node.end_lineno :]]
    blank = (b"\n".join(before) + HOLE.encode() + b"\n".join(after)).decode()
    filled = fill(blank, match(blank, source))
    assert ast.dump(ast.parse(filled)) == ast.dump(ast.parse(source))
