"""The rows as CSV and as a table."""

import csv
import sys

import pytest

from lessons_lib.grading import report
from lessons_lib.grading.episode import challenges_of
from lessons_lib.grading.result import Result

BUILD, SHARE = challenges_of("03-build"), challenges_of("06-share")


def results(file="anna.ipynb"):
    return [
        Result(file, "03-build", dict.fromkeys(BUILD, "right")),
        Result("ben.ipynb", "06-share", dict.fromkeys(SHARE, "open"), "cell [4] stops"),
        Result("cleo.ipynb", remark="not a Jupyter notebook"),
    ]


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_file_has_a_row_a_notebook_and_a_column_a_challenge(tmp_path):
    report.write_csv(results(), tmp_path / "grades.csv")
    head, anna, ben, cleo = read(tmp_path / "grades.csv")
    assert head == ["file", "episode", "solved", "of", "remark", *BUILD, *SHARE]
    n_build, n_share = len(BUILD), len(SHARE)
    assert anna == [
        *("anna.ipynb", "03-build", str(n_build), str(n_build), ""),
        *["right"] * n_build,
        *[""] * n_share,
    ]
    assert ben == [
        *("ben.ipynb", "06-share", "0", str(n_share), "cell [4] stops"),
        *[""] * n_build,
        *["open"] * n_share,
    ]
    assert cleo == ["cleo.ipynb", "", "", "", "not a Jupyter notebook"] + [""] * (
        n_build + n_share
    )


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_no_cell_becomes_a_formula(tmp_path, first):
    report.write_csv(results(f"{first}cmd|'/C calc'!A0.ipynb"), tmp_path / "grades.csv")
    assert read(tmp_path / "grades.csv")[1][0] == f"'{first}cmd|'/C calc'!A0.ipynb"


def test_a_name_with_any_letters_stays_one_readable_cell(tmp_path):
    name = 'Jürgen, "李"\n\x1b[2J\udcff.ipynb'
    report.write_csv(results(name), tmp_path / "grades.csv")
    assert read(tmp_path / "grades.csv")[1][0] == 'Jürgen, "李"��[2J�.ipynb'
    assert "\x1b" not in report.table(results(name))


def test_the_old_file_stays_until_the_new_one_is_complete(tmp_path, monkeypatch):
    path = tmp_path / "grades.csv"
    path.write_text("old")

    def fail(cell):
        raise OSError("no space left")

    monkeypatch.setattr(report, "_no_formula", fail)
    with pytest.raises(OSError, match="no space"):
        report.write_csv(results(), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_link_in_the_way_is_not_followed(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "grades.csv.unfinished").symlink_to(tmp_path / "mine.txt")
    (tmp_path / "grades.csv").symlink_to(tmp_path / "mine.txt")
    report.write_csv(results(), tmp_path / "grades.csv")
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert len(read(tmp_path / "grades.csv")) == 4


def test_the_table_has_a_block_an_episode():
    blocks = report.table(results()).split("\n\n")
    assert [block.split()[0] for block in blocks] == ["03-build", "06-share", "no", "✓"]
    assert "ben.ipynb 0 of 4 · · · ·" in " ".join(blocks[1].split())
    assert "    cell [4] stops" in blocks[1].splitlines()
    assert "cleo.ipynb\n    not a Jupyter notebook" in blocks[2]
