"""Models handed over as ONNX agree with the original, and errors are one sentence."""

import sys

import keras
import numpy as np
import pytest
from keras import layers

from lessons_lib import sharing
from lessons_lib.models import create_model_dropout, create_model_intro

TOLERANCE = 1e-4


@pytest.fixture
def pictures():
    return np.random.default_rng(0).random((7, 32, 32, 3), dtype=np.float32)


@pytest.mark.parametrize("create_model", [create_model_intro, create_model_dropout])
def test_onnx_agrees_with_keras(create_model, pictures, tmp_path):
    keras.utils.set_random_seed(1)
    model = create_model()
    path = sharing.export_onnx(model, tmp_path / "new folder" / "model.onnx")
    given = sharing.predict_onnx(path, pictures)
    assert given.shape == (7, 10)
    assert np.abs(given - model.predict(pictures, verbose=0)).max() < TOLERANCE


def test_dropout_is_off_in_the_exported_model(pictures, tmp_path):
    keras.utils.set_random_seed(1)
    path = sharing.export_onnx(create_model_dropout(0.9), tmp_path / "model.onnx")
    first, again = (sharing.predict_onnx(path, pictures) for _ in range(2))
    assert np.array_equal(first, again)


def test_a_model_of_raw_pixels_agrees(tmp_path):
    keras.utils.set_random_seed(1)
    model = create_model_intro()
    raw = keras.Input(shape=(32, 32, 3), dtype="uint8")
    raw_model = keras.Model(raw, model(layers.Rescaling(1 / 255)(raw)))
    pixels = np.random.default_rng(0).integers(0, 256, (3, 32, 32, 3), dtype=np.uint8)
    path = sharing.export_onnx(raw_model, tmp_path / "raw.onnx")
    difference = sharing.predict_onnx(path, pixels) - raw_model.predict(pixels, verbose=0)
    assert np.abs(difference).max() < TOLERANCE


def test_any_number_of_pictures(pictures, tmp_path):
    path = sharing.export_onnx(create_model_intro(), tmp_path / "model.onnx")
    assert [len(sharing.predict_onnx(path, pictures[:n])) for n in (1, 7)] == [1, 7]


def test_export_writes_nothing_to_the_screen(tmp_path, capfd):
    sharing.export_onnx(create_model_intro(), tmp_path / "model.onnx")
    assert capfd.readouterr() == ("", "")


def test_a_failing_export_shows_what_was_held_back(tmp_path, capfd, monkeypatch):
    model = create_model_intro()

    def fail(*_args, **_options):
        print("the converter's own words")
        raise RuntimeError("no")

    monkeypatch.setattr(type(model), "export", fail)
    with pytest.raises(RuntimeError):
        sharing.export_onnx(model, tmp_path / "model.onnx")
    assert "the converter's own words" in capfd.readouterr().out


def test_missing_converter_is_one_sentence(tmp_path, monkeypatch):
    package = sharing.CONVERTERS[keras.config.backend()]
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=f"pip install {package}"):
        sharing.export_onnx(create_model_intro(), tmp_path / "model.onnx")


def test_missing_runtime_is_one_sentence(pictures, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ImportError, match="pip install onnxruntime"):
        sharing.predict_onnx(tmp_path / "model.onnx", pictures)


def test_missing_file_is_one_sentence(pictures, tmp_path):
    with pytest.raises(FileNotFoundError, match="export the model first"):
        sharing.predict_onnx(tmp_path / "none.onnx", pictures)


def test_backend_without_converter_is_one_sentence(tmp_path, monkeypatch):
    model = create_model_intro()
    monkeypatch.setattr(keras.config, "backend", lambda: "openvino")
    with pytest.raises(ValueError, match="openvino"):
        sharing.export_onnx(model, tmp_path / "model.onnx")
