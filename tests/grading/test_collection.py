"""Which notebooks are found, and which files are not even opened."""

import os
import sys

import pytest

from lessons_lib.grading import collection

not_windows = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")


def test_notebooks_are_found_in_every_folder_but_hidden_ones(tmp_path):
    for name in (
        *("b.ipynb", "anna/03-build.ipynb", "anna/deep/x.IPYNB", "notes.txt", "._b.ipynb"),
        *(".ipynb_checkpoints/b-checkpoint.ipynb", "anna/.hidden/x.ipynb", "x.ipynb.txt"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [
        path.relative_to(tmp_path).as_posix() for path in collection.notebooks_in(tmp_path)
    ]
    assert found == ["anna/03-build.ipynb", "anna/deep/x.IPYNB", "b.ipynb"]


@not_windows
def test_a_link_to_a_folder_is_not_followed(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.ipynb").touch()
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "link").symlink_to(tmp_path / "outside")
    assert collection.notebooks_in(tmp_path / "class") == []


@not_windows
def test_a_link_is_not_read(tmp_path):
    (tmp_path / "mine.ipynb").write_text("secret")
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "mine.ipynb")
    with pytest.raises(collection.NotReadable, match="a link"):
        collection.content(tmp_path / "link.ipynb")


@not_windows
def test_a_pipe_does_not_make_us_wait(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    with pytest.raises(collection.NotReadable, match="not a file"):
        collection.content(tmp_path / "pipe.ipynb")


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(collection, "MOST_BYTES", 3)
    (tmp_path / "large.ipynb").write_bytes(b"1234")
    with pytest.raises(collection.NotReadable, match="larger than"):
        collection.content(tmp_path / "large.ipynb")


def test_any_other_file_is_read_as_it_is(tmp_path):
    (tmp_path / "x.ipynb").write_bytes(b"\xff\x00")
    assert collection.content(tmp_path / "x.ipynb") == b"\xff\x00"
