"""The digest of a notebook's code is the same on each Python of the course."""

import ast

import pytest

from lessons_lib import freshness


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "def f(): pass",
            "Module(body=[FunctionDef(name='f', args=arguments(posonlyargs=[], args=[], "
            "kwonlyargs=[], kw_defaults=[], defaults=[]), body=[Pass()], "
            "decorator_list=[])], type_ignores=[])",
        ),
        (
            "class A: pass",
            "Module(body=[ClassDef(name='A', bases=[], keywords=[], body=[Pass()], "
            "decorator_list=[])], type_ignores=[])",
        ),
    ],
)
def test_a_tree_is_written_as_python_3_11_does(code, text):
    assert freshness.written(ast.parse(code)) == text
