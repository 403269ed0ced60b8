"""What holds for many commands at once."""

import pytest

from lessons_lib import commands
from lessons_lib.commands import environment


@pytest.fixture
def nothing_begins(monkeypatch):
    """Fail where a command would be loaded, or an environment be looked for."""

    def begin(*_):
        pytest.fail("the command began")

    monkeypatch.setattr(environment, "is_active", begin)
    monkeypatch.setattr(commands.importlib, "import_module", begin)


@pytest.mark.usefixtures("nothing_begins")
@pytest.mark.parametrize("words", [["--help"], ["04", "05"]])
@pytest.mark.parametrize("command", sorted(commands.WITHOUT_ARGUMENTS))
def test_a_command_that_takes_nothing_does_nothing_where_words_follow(
    command, words, capsys
):
    assert commands.main([command, *words]) == 2
    said = capsys.readouterr().err
    assert said == f"`{command}` takes no arguments, not {' '.join(words)}.\n"
