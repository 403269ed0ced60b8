"""Bad use of the command: one sentence each, before any time is spent."""

import pytest

from lessons_lib.commands import grade


def complaint(capsys, *arguments):
    assert grade.run([str(argument) for argument in arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    return shown.err


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "anna.ipynb").touch()
    return tmp_path


def test_there_is_no_such_folder(tmp_path, capsys):
    missing = tmp_path / "missing"
    assert complaint(capsys, missing) == f"There is no folder {missing}.\n"


def test_a_file_is_no_folder(folder, capsys):
    assert "There is no folder" in complaint(capsys, folder / "anna.ipynb")


def test_there_are_no_notebooks(tmp_path, capsys):
    (tmp_path / "notes.txt").touch()
    assert "There is no notebook (*.ipynb) in" in complaint(capsys, tmp_path)


@pytest.mark.parametrize("csv", ["", "missing/grades.csv"])
def test_the_rows_have_no_place(folder, capsys, csv):
    assert "can't be written: name a file" in complaint(
        capsys, folder, "--csv", folder / csv
    )


MINUTES = "a notebook needs more than 0 minutes"
MEMORY = "a notebook with TensorFlow needs at least 1.5 GB"


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        *[("--minutes", value, MINUTES) for value in ("0", "-1", "nan", "inf", "ten")],
        *[("--memory-gb", value, MEMORY) for value in ("0.5", "nan", "inf", "all")],
    ],
)
def test_limits_must_be_plausible(folder, capsys, option, value, sentence):
    with pytest.raises(SystemExit) as stopped:
        grade.run([str(folder), option, value])
    assert stopped.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.endswith(f"{option}: {sentence}, and {value} is no such number")
