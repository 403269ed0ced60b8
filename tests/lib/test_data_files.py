"""Trained models and our own pictures."""

import hashlib
import json

import numpy as np
import pytest
from PIL import Image

from lessons_lib.data import (
    DataError,
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
