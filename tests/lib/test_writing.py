"""Files are written whole or not at all: the helper, and the commands that use it."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import keras
import nbformat
import pytest

from lessons_lib import notebooks, training
from lessons_lib.commands import address, models
from lessons_lib.commands.writing import write_bytes, write_text
from lessons_lib.models import create_model_intro
from lessons_lib.setup_cell import setup_source


def content(folder):
    """Read all files of a folder."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_a_text_is_written_in_utf_8_with_its_line_ends(tmp_path):
    write_text(tmp_path / "new.md", "μ = 0\n")
    assert (tmp_path / "new.md").read_bytes() == "μ = 0\n".encode()


@pytest.fixture(params=[OSError(28, "No space left on device"), KeyboardInterrupt()])
def ended(request, monkeypatch):
    """Let the last step of writing fail, as on a full disk or with Ctrl-C."""

    def end(*_):
        raise request.param

    monkeypatch.setattr(Path, "replace", end)
    return type(request.param)


@pytest.mark.parametrize(("write", "new"), [(write_text, "new"), (write_bytes, b"new")])
def test_what_ends_it_leaves_the_old_file_and_nothing_else(tmp_path, ended, write, new):
    (tmp_path / "a.json").write_text("old")
    with pytest.raises(ended):
        write(tmp_path / "a.json", new)
    assert content(tmp_path) == {"a.json": "old"}


def test_files_that_differ_in_their_endings_do_not_share_an_unfinished_one(tmp_path):
    (tmp_path / "a.unfinished").write_text("mine")
    write_text(tmp_path / "a.js", "new")
    assert content(tmp_path) == {"a.js": "new", "a.unfinished": "mine"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_link_in_the_way_is_not_followed(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "a.csv.unfinished").symlink_to(tmp_path / "mine.txt")
    write_text(tmp_path / "a.csv", "new")
    assert content(tmp_path) == {"a.csv": "new", "mine.txt": "mine"}


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        write_text(tmp_path / "nowhere" / "a.js", "new")


# --- the commands ---------------------------------------------------------------------


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """The course is a copy of one notebook, in a repository that has an address."""
    copy = tmp_path / "01-introduction.ipynb"
    shutil.copy(notebooks.NOTEBOOKS / copy.name, copy)
    monkeypatch.setattr(notebooks, "paths", lambda: [copy])
    monkeypatch.setattr(address, "repository_address", lambda _: "https://github.com/a/b")
    return copy


def test_an_address_is_written_and_nothing_else_changes(notebook):
    expected = notebooks.read(notebook)
    [setup] = notebooks.code_cells(expected, "setup")
    setup.source = setup_source("https://github.com/a/b")
    assert address.run([]) == 0
    assert notebook.read_text("utf-8") == nbformat.writes(expected) + "\n"


def test_an_address_that_cannot_be_written_leaves_the_notebook(notebook, ended):
    before = content(notebook.parent)
    with pytest.raises(ended):
        address.run([])
    assert content(notebook.parent) == before


@pytest.fixture
def trained(tmp_path, monkeypatch):
    """A model that was trained in no time, and the folder where it will lie."""
    history = {"val_accuracy": [0.25, 0.51234]}
    trained = create_model_intro(), history
    monkeypatch.setattr(training, "train", lambda *_: trained)
    monkeypatch.setattr(models, "ROOT", tmp_path)
    monkeypatch.setattr(models, "FOLDER", tmp_path / "models")
    # The command sets it, and it must not outlast the test.
    monkeypatch.setenv("LESSONS_DATA", "sample")
    return tmp_path / "models"


def test_a_trained_model_lies_beside_its_digest(trained):
    assert models.run([]) == 0
    assert sorted(path.name for path in trained.iterdir()) == [
        "dropout.keras",
        "manifest.json",
    ]
    written = (trained / "dropout.keras").read_bytes()
    [entry] = json.loads((trained / "manifest.json").read_text()).values()
    assert entry["sha256"] == hashlib.sha256(written).hexdigest()
    assert entry["metrics"] == {"val_accuracy": 0.5123}
    model = keras.saving.load_model(trained / "dropout.keras")
    assert model.count_params() == 79_530


def test_a_model_that_cannot_be_written_leaves_the_old_one(trained, ended):
    trained.mkdir()
    (trained / "dropout.keras").write_text("old")
    with pytest.raises(ended):
        models.run([])
    assert content(trained) == {"dropout.keras": "old"}
