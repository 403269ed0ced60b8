"""The exporter for the web: what a page gets of a model, and what is refused in which words."""

import base64
import json
import math
import re
from functools import cache
from itertools import pairwise

import keras
import numpy as np
import pytest
from keras import layers

from lessons_lib.commands import export_web
from lessons_lib.commands.environment import ROOT
from lessons_lib.data import CLASS_NAMES, trained_model_path
from lessons_lib.web_model import WebModelError, model_script, samples_script
from lessons_lib.web_model.document import AFTER, BEFORE, check_picture
from lessons_lib.web_model.layers import DESCRIBE, describe


@cache
def course_model():
    return keras.saving.load_model(trained_model_path("dropout"))


def content(script):
    assert script.startswith(BEFORE)
    assert script.endswith(AFTER)
    return json.loads(script[len(BEFORE) : -len(AFTER)])


def weights(document):
    """Unpack all weights, each times the step of its array."""
    whole = np.frombuffer(base64.b64decode(document["data"]), dtype="<i2")
    steps = []
    for before, layer in pairwise(document["layers"]):
        if "steps" in layer:
            n_outputs = layer["shape"][2]
            n_weights = math.prod(layer["window"]) * before["shape"][2] * n_outputs
            steps += [layer["steps"][0]] * n_weights + [layer["steps"][1]] * n_outputs
    return whole * np.array(steps)


def chain(*middle, shape=(6, 6, 3), n_classes=2):
    """Build a small classifier with some layers in it."""
    end = [layers.Flatten(), layers.Dense(n_classes, activation="softmax", name="end")]
    return keras.Sequential([keras.Input(shape), *middle, *end], name="small")


def refusal(model, classes=("a", "b")):
    with pytest.raises(WebModelError) as caught:
        model_script(model, classes)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


# --- what is written -----------------------------------------------------------------------


def test_the_course_s_model_keeps_its_layers_and_all_its_weights():
    model = course_model()
    document = content(model_script(model, CLASS_NAMES))
    assert document["classes"] == CLASS_NAMES
    assert document["white"] == 1
    described = [(one["name"], one["kind"]) for one in document["layers"]]
    assert described == [(one.name, type(one).__name__) for one in model.layers]
    for one, layer in zip(document["layers"][1:], model.layers[1:], strict=True):
        assert [size for size in one["shape"] if size > 1] == list(layer.output.shape[1:])
    expected = np.concatenate([array.ravel() for array in model.get_weights()])
    largest = max(np.abs(array).max() for array in model.get_weights())
    # rounded to the nearest step
    np.testing.assert_allclose(weights(document), expected, atol=largest / 32767 / 2)


def test_the_check_is_the_model_s_own_answer():
    document = content(model_script(course_model(), CLASS_NAMES))
    picture = check_picture((32, 32, 3))
    assert picture[0, 0].tolist() == [0, 37, 74]
    answer = course_model().predict(picture[np.newaxis] / np.float32(255), verbose=0)
    np.testing.assert_allclose(document["check"], answer[0], atol=1e-5)


def test_the_same_model_gives_the_same_file():
    model = chain()
    assert model_script(model, ["a", "b"]) == model_script(model, ["a", "b"])


def test_a_model_behind_its_preprocessing_is_walked_through():
    inputs = keras.Input((32, 32, 3), dtype="uint8", name="raw_image")
    outputs = course_model()(layers.Rescaling(1 / 255, name="to_unit")(inputs))
    raw = content(model_script(keras.Model(inputs, outputs), CLASS_NAMES))
    plain = content(model_script(course_model(), CLASS_NAMES))
    assert raw["white"] == 255
    assert raw["layers"][0]["name"] == "raw_image"
    assert raw["layers"][1]["scale"] == [1 / 255] * 3  # with all its digits
    assert raw["layers"][2:] == plain["layers"][1:]
    assert raw["data"] == plain["data"]
    np.testing.assert_allclose(raw["check"], plain["check"], atol=1e-4)


@pytest.mark.parametrize(("scale", "white"), [(1 / 127.5, 255), (2.0, 1)])
def test_only_a_scaling_down_asks_for_pixels_up_to_255(scale, white):
    model = chain(layers.Rescaling(scale, offset=-1))
    assert content(model_script(model, ["a", "b"]))["white"] == white


def test_batch_normalization_becomes_a_factor_and_a_summand():
    layer = layers.BatchNormalization(name="norm")
    layer.build((None, 4, 4, 3))
    random = np.random.default_rng(0)
    layer.set_weights([random.uniform(0.5, 2, 3) for _ in range(4)])
    words = describe(layer, (4, 4, 3)).words
    maps = random.normal(size=(1, 4, 4, 3)).astype("float32")
    ours = maps * np.array(words["scale"]) + np.array(words["offset"])
    np.testing.assert_allclose(ours, layer(maps, training=False), atol=1e-5)


def test_a_missing_bias_is_zero():
    model = chain(layers.Conv2D(2, 3, use_bias=False))
    kernel = model.get_weights()[0]
    values = weights(content(model_script(model, ["a", "b"])))
    assert values[kernel.size : kernel.size + 2].tolist() == [0, 0]


def test_a_single_sigmoid_has_two_classes():
    model = keras.Sequential(
        [keras.Input((4, 4, 1)), layers.Flatten(), layers.Dense(1, activation="sigmoid")]
    )
    assert content(model_script(model, ["cat", "dog"]))["classes"] == ["cat", "dog"]
    assert "tells 2 classes apart" in refusal(model, ["dog"])


def test_the_samples_are_one_picture_of_each_class():
    text = samples_script()
    document = json.loads(re.fullmatch(r"globalThis\.courseSamples = (.*);\n", text)[1])
    assert document["labels"] == CLASS_NAMES
    assert len(base64.b64decode(document["data"])) == 10 * 32 * 32 * 3


def test_the_page_s_table_is_the_model_s():
    page = (ROOT / "book" / "explore" / "network.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", page, re.MULTILINE)
    assert [name for name, _ in rows] == [layer.name for layer in course_model().layers]
    for (_, text), layer in zip(rows, course_model().layers, strict=True):
        sizes = [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", text)]
        assert sizes == list(layer.output.shape[1:])


def test_the_page_names_every_layer_that_the_command_takes():
    page = (ROOT / "book" / "explore" / "network.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^- the layers .*$", page, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", line)) == set(DESCRIBE) - {"InputLayer"}


# --- what is refused -----------------------------------------------------------------------

LAYERS = {
    "unknown": (
        layers.UpSampling2D(name="up"),
        "up (UpSampling2D) is no layer that the page can compute; it can compute InputLayer,",
    ),
    "dilated": (
        layers.Conv2D(2, 2, dilation_rate=2, name="wide"),
        "wide (Conv2D) has dilation_rate=(2, 2); the page knows only (1, 1).",
    ),
    "grouped": (layers.Conv2D(3, 2, groups=3, name="parted"), "has groups=3;"),
    "activation": (
        layers.Dense(2, activation="gelu", name="smooth"),
        "smooth (Dense) has the activation gelu; the page knows only linear, relu,",
    ),
    "own activation": (
        layers.Activation(lambda x: x, name="mine"),
        "mine (Activation) has the activation ",
    ),
    "leaky": (layers.ReLU(negative_slope=0.1, name="leaky"), "has negative_slope=0.1"),
    "capped": (layers.ReLU(max_value=6, name="capped"), "capped (ReLU) has max_value=6"),
    "softmax": (layers.Softmax(axis=1, name="across"), "across (Softmax) has axis=1"),
    "norm": (layers.BatchNormalization(axis=1, name="rows"), "has axis=1"),
}


@pytest.mark.parametrize("case", LAYERS)
def test_a_layer_is_refused_by_name(case):
    layer, sentence = LAYERS[case]
    assert sentence in refusal(chain(layer))


def test_a_layer_of_one_s_own_is_refused_whatever_its_name():
    class Dense(layers.Dense):
        pass

    assert "mine (Dense) is no layer" in refusal(chain(Dense(2, name="mine")))


def branched():
    one, other = keras.Input((4, 4, 3), name="one"), keras.Input((4, 4, 3), name="other")
    flat = layers.Flatten()(layers.Add()([one, other]))
    return keras.Model(
        [one, other], layers.Dense(2, activation="softmax")(flat), name="two"
    )


def two_answers():
    inputs = keras.Input((4, 4, 3))
    flat = layers.Flatten()(inputs)
    heads = [layers.Dense(2, activation="softmax", name=name)(flat) for name in "ab"]
    return keras.Model(inputs, heads, name="heads")


def with_a_skip():
    inputs = keras.Input((4, 4, 3))
    x = layers.Add(name="skip")([inputs, layers.ReLU()(inputs)])
    return keras.Model(inputs, layers.Dense(2, activation="softmax")(layers.Flatten()(x)))


def used_twice():
    inputs = keras.Input((4, 4, 3))
    again = layers.Conv2D(3, 3, padding="same", name="again")
    flat = layers.Flatten()(again(again(inputs)))
    return keras.Model(inputs, layers.Dense(2, activation="softmax")(flat), name="loop")


class Subclassed(keras.Model):
    def call(self, inputs):
        return inputs


MODELS = {
    "two inputs": (branched, "two has 2 inputs, not one."),
    "two outputs": (two_answers, "heads has 2 outputs, not one."),
    "skip": (with_a_skip, "skip (Add) is no layer that the page can compute"),
    "used twice": (used_twice, "again (Conv2D) is used more than once"),
    "subclassed": (lambda: Subclassed(name="mine"), "mine (Subclassed) is a model with a"),
    "not built": (
        lambda: keras.Sequential([layers.Flatten()], name="open"),
        "open does not know the size of its input",
    ),
    "any size": (
        lambda: keras.Sequential(
            [
                keras.Input((None, None, 3)),
                layers.GlobalMaxPooling2D(),
                layers.Dense(2, activation="softmax"),
            ]
        ),
        "takes an input of shape (None, None, 3)",
    ),
    "no picture": (
        lambda: keras.Sequential(
            [keras.Input((4,)), layers.Dense(2, activation="softmax")], name="iris"
        ),
        "iris takes an input of shape (4,)",
    ),
    "four channels": (lambda: chain(shape=(6, 6, 4)), "shape (6, 6, 4)"),
    "scores": (
        lambda: keras.Sequential(
            [keras.Input((4, 4, 3)), layers.Flatten(), layers.Dense(2, name="scores")]
        ),
        "scores (Dense) gives no probabilities of classes",
    ),
    "maps": (
        lambda: keras.Sequential(
            [keras.Input((4, 4, 3)), layers.Conv2D(2, 1, activation="softmax", name="all")]
        ),
        "all (Conv2D) gives no probabilities of classes",
    ),
}


@pytest.mark.parametrize("case", MODELS)
def test_a_model_is_refused_in_one_sentence(case):
    make, sentence = MODELS[case]
    assert sentence in refusal(make())


@pytest.mark.parametrize("names", [["a"], ["a", "b", "c"], ["a", "a"], ["a", ""]])
def test_every_class_needs_a_name_of_its_own(names):
    assert f"names given are {', '.join(names)}" in refusal(chain(), names)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_weights_that_are_no_numbers_are_refused(value):
    model = chain()
    model.get_layer("end").bias.assign([value, 0])
    assert "end (Dense) has weights that are not finite numbers" in refusal(model)


@pytest.mark.parametrize("size", [1e-30, 1.0, 1e30])
def test_weights_of_any_size_keep_their_digits(size):
    model = chain()
    model.get_layer("end").bias.assign([size, -size / 3])
    bias = weights(content(model_script(model, ["a", "b"])))[-2:]
    np.testing.assert_allclose(bias, [size, -size / 3], rtol=1e-4)


# --- the command ---------------------------------------------------------------------------


@pytest.fixture
def export(tmp_path, capsys):
    """Give a function that exports and returns status, what was said, and what is there."""

    def run(model, *rest, output="out.js"):
        status = export_web.run([str(model), str(tmp_path / output), *rest])
        said = capsys.readouterr()
        return status, said.out + said.err, sorted(path.name for path in tmp_path.iterdir())

    return run


def test_the_command_writes_the_course_s_model(export, tmp_path):
    status, said, there = export(trained_model_path("dropout"))
    assert (status, there) == (0, ["out.js"])
    assert said.startswith(str(tmp_path / "out.js"))
    assert "classes airplane, automobile" in said
    written = (tmp_path / "out.js").read_text(encoding="ascii")
    assert written == model_script(course_model(), CLASS_NAMES)


def test_the_command_takes_names(export, tmp_path):
    chain().save(tmp_path / "small.keras")
    status, said, _ = export(tmp_path / "small.keras", "--classes", "cat, dog")
    assert status == 0
    assert "classes cat, dog" in said


BAD_FILES = {
    "text.keras": "text.keras can't be read as a Keras model (",
    "cut.keras": "cut.keras can't be read as a Keras model (",
    "empty.keras": "empty.keras can't be read as a Keras model (",
    "model.h5": "model.h5 is no .keras file",
    "folder.keras": "There is no file ",
    "missing.keras": "There is no file ",
}


def write_bad_files(folder):
    (folder / "text.keras").write_text("not a zip")
    whole = trained_model_path("dropout").read_bytes()
    (folder / "cut.keras").write_bytes(whole[: len(whole) // 2])
    (folder / "empty.keras").touch()
    (folder / "model.h5").touch()
    (folder / "folder.keras").mkdir()


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_model_gets_one_sentence(name, export, tmp_path):
    write_bad_files(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    status, said, there = export(tmp_path / name)
    assert status == 1
    assert BAD_FILES[name] in said
    assert len(said.strip().splitlines()) == 1
    assert there == before


def test_a_refused_model_leaves_the_old_file(export, tmp_path):
    (tmp_path / "out.js").write_text("old")
    chain(layers.UpSampling2D()).save(tmp_path / "up.keras")
    status, said, there = export(tmp_path / "up.keras", "--classes", "a,b")
    assert status == 1
    assert "(UpSampling2D)" in said
    assert there == ["out.js", "up.keras"]
    assert (tmp_path / "out.js").read_text() == "old"


def test_too_few_names_for_the_course_s_classes(export, tmp_path):
    chain().save(tmp_path / "small.keras")
    status, said, there = export(tmp_path / "small.keras")
    assert status == 1
    assert "tells 2 classes apart" in said
    assert "--classes" in said
    assert there == ["small.keras"]


def test_the_folder_one_is_in_is_no_file_to_write(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    chain().save("small.keras")
    assert export_web.run(["small.keras", ".", "--classes", "cat,dog"]) == 1
    [sentence] = capsys.readouterr().err.splitlines()
    assert sentence == ". can't be written, since it is a folder: name a file in it."


@pytest.mark.parametrize("output", ["nowhere/out.js", "folder.js"])
def test_a_place_that_can_t_be_written_gets_one_sentence(output, export, tmp_path):
    (tmp_path / "folder.js").mkdir()
    status, said, there = export(trained_model_path("dropout"), output=output)
    assert status == 1
    assert "can't be written" in said
    assert len(said.strip().splitlines()) == 1
    assert there == ["folder.js"]
