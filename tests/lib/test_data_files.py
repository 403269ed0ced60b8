"""Trained models, our own pictures, and a look through folders of pictures."""

import hashlib
import json

import numpy as np
import pytest
from PIL import Image

from lessons_lib.data import (
    DataError,
    check_picture_folder,
    files,
    picture_path,
    trained_model_path,
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with one model and one picture."""
    monkeypatch.setattr(files, "data_folder", lambda: tmp_path)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "intro.keras").write_bytes(b"weights")
    entry = {"sha256": hashlib.sha256(b"weights").hexdigest(), "seed": 42}
    (tmp_path / "models" / "manifest.json").write_text(json.dumps({"intro": entry}))
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "README.md").write_text("what lives here")
    write_picture(tmp_path / "pictures" / "bird.png")
    return tmp_path


def write_picture(path):
    pixels = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(path)


def test_trained_model(folder):
    assert trained_model_path("intro") == folder / "models" / "intro.keras"


def test_unknown_model(folder):
    with pytest.raises(
        DataError, match=r"^There is no trained model 'best', only intro\.$"
    ):
        trained_model_path("best")


def test_missing_model(folder):
    (folder / "models" / "intro.keras").unlink()
    with pytest.raises(
        DataError, match=r"intro\.keras is missing: get .* lessons_lib models"
    ):
        trained_model_path("intro")


def test_altered_model(folder):
    (folder / "models" / "intro.keras").write_bytes(b"Weights")
    with pytest.raises(DataError, match="is not the course's any more: get the course's"):
        trained_model_path("intro")


def test_missing_manifest(folder):
    (folder / "models" / "manifest.json").unlink()
    with pytest.raises(DataError, match="can't be read"):
        trained_model_path("intro")


def test_picture(folder):
    assert picture_path("bird.png") == folder / "pictures" / "bird.png"


@pytest.mark.parametrize("name", ["", "cat.png"])
def test_missing_picture(folder, name):
    with pytest.raises(DataError, match=f"holds bird.png, but no '{name}'.$"):
        picture_path(name)


def test_no_pictures_at_all(folder):
    (folder / "pictures" / "bird.png").unlink()
    with pytest.raises(DataError, match="holds nothing, but no 'bird"):
        picture_path("bird.png")


def test_the_course_s_own_pictures_are_pictures(root):
    for folder in (root / "data" / "pictures").iterdir():
        if folder.is_dir() and not folder.name.startswith(("_", ".")):
            assert check_picture_folder(folder) == []


@pytest.fixture
def classes(tmp_path):
    """Two folders of two pictures each."""
    for name in ("cats", "dogs"):
        (tmp_path / "train" / name).mkdir(parents=True)
        write_picture(tmp_path / "train" / name / "1.png")
        write_picture(tmp_path / "train" / name / "2.jpg")
    return tmp_path / "train"


def test_folder_in_order(classes):
    (classes / "cats" / ".DS_Store").write_bytes(b"hidden")
    assert check_picture_folder(classes) == []
    assert check_picture_folder(str(classes / "cats")) == []


def test_folder_without_pictures(classes):
    (classes / "birds").mkdir()
    assert check_picture_folder(classes) == [f"{classes / 'birds'} holds no pictures."]


def test_file_that_is_no_picture(classes):
    path = classes / "cats" / "3.png"
    path.write_text("<html>not found</html>")
    assert check_picture_folder(classes) == [
        f"{path} is not a picture, or not a whole one."
    ]


@pytest.mark.parametrize("name", ["1.png", "2.jpg"])
def test_half_a_picture(classes, name):
    path = classes / "dogs" / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert check_picture_folder(classes) == [
        f"{path} is not a picture, or not a whole one."
    ]


def test_folder_with_nothing_but_other_files(tmp_path):
    (tmp_path / "notes.txt").write_text("cats")
    assert check_picture_folder(tmp_path) == [
        f"{tmp_path / 'notes.txt'} is not a picture, or not a whole one.",
        f"{tmp_path} holds no pictures.",
    ]


def test_folder_that_does_not_exist(tmp_path):
    gone = tmp_path / "gone"
    assert check_picture_folder(gone) == [f"{gone} is not a folder."]
