"""A cell with a blank left is refused before anything of it runs."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from lessons_lib.blanks import BlankError, refuse_blanks, watch_notebook


@pytest.fixture
def shell():
    shell = InteractiveShell.instance()
    watch_notebook()
    shell.user_ns.clear()
    yield shell
    InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    "cell",
    [
        "x = ____",
        "____ = 5",
        "done = 1\nx = f(____)",
        "fit(\n    ____\n    verbose=2,\n)",
        "def f():\n    ____\n    return 1",
        "for x in ____:\n    pass",
    ],
)
def test_a_blank_stops_the_whole_cell(shell, cell):
    result = shell.run_cell(cell)
    assert isinstance(result.error_before_exec, BlankError)
    assert not {"x", "done", "f", "____"} & set(shell.user_ns)


@pytest.mark.parametrize(
    "cell", ["x = 1  # ____", "x = '____'", "x = _____ = 2", '"""\n____\n"""\nx = 1']
)
def test_what_only_looks_like_a_blank_passes(shell, cell):
    assert shell.run_cell(cell).success
    assert shell.user_ns["x"]


def test_the_sentence_names_the_line_and_no_traceback_follows(shell, capsys):
    shell.run_cell("a = 1\nb = ____\nc = ____")
    shown = capsys.readouterr().out
    assert "There is a blank left in line 2 (and 1 more): b = ____" in shown
    assert "Traceback" not in shown


def test_a_syntax_error_stays_pythons(shell):
    assert isinstance(shell.run_cell("x = (1").error_before_exec, SyntaxError)


def test_watching_twice_changes_nothing(shell):
    watch_notebook()
    assert shell.input_transformers_cleanup.count(refuse_blanks) == 1


def test_typing_is_not_disturbed(shell):
    assert shell.check_complete("x = ____")[0] == "complete"
