"""Transfer learning: choosing pictures, the two backbones, and weights out of reach."""

import hashlib
import socket
import threading
from itertools import pairwise

import keras
import numpy as np
import pytest
from keras import layers

from lessons_lib import pretrained
from lessons_lib.data import CLASS_NAMES
from lessons_lib.transfer import (
    create_backbone,
    create_model_inception,
    draw_labeled,
    repeat_shuffled,
    select_classes,
)

LABELS = np.array([[3], [0], [5], [3], [9], [5]], dtype="uint8")
IMAGES = np.arange(6 * 4, dtype="uint8").reshape(6, 2, 2)


@pytest.mark.parametrize("labels", [LABELS, LABELS.ravel(), LABELS.ravel().tolist()])
def test_selected_classes_are_numbered_anew(labels):
    images, classes = select_classes(IMAGES, labels, ["dog", "cat"])
    assert classes.tolist() == [1, 0, 1, 0]
    assert np.array_equal(images, IMAGES[[0, 2, 3, 5]])


def test_source_and_target_share_no_picture():
    target, _ = select_classes(IMAGES, LABELS, ["cat", "dog"])
    source, classes = select_classes(
        IMAGES, LABELS, [name for name in CLASS_NAMES if name not in ("cat", "dog")]
    )
    assert len(target) + len(source) == len(IMAGES)
    assert classes.tolist() == [0, 7]


@pytest.mark.parametrize(
    ("labels", "names", "says"),
    [
        (LABELS, ["cat", "unicorn"], "'unicorn' is no class of CIFAR-10"),
        (LABELS, ["cat", "cat"], "stands twice"),
        (LABELS[:5], ["cat"], "6 pictures need one class number each"),
        (np.eye(10)[:6], ["cat"], "6 pictures need one class number each"),
    ],
)
def test_a_wrong_selection_is_refused(labels, names, says):
    with pytest.raises(ValueError, match=says):
        select_classes(IMAGES, labels, names)


def test_drawn_pictures_are_balanced_nested_and_repeatable():
    classes = np.array([0, 1] * 50)
    large, small = (draw_labeled(classes, count, seed=3) for count in (40, 10))
    assert np.bincount(classes[large]).tolist() == [20, 20]
    assert len(set(large)) == 40
    assert set(small) < set(large)
    assert np.array_equal(small, draw_labeled(classes, 10, seed=3))
    assert set(small) != set(draw_labeled(classes, 10, seed=4))
    in_turn = classes[large]
    assert not np.array_equal(in_turn, np.sort(in_turn)), "the classes come one by one"


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (3, "can't be shared out"),
        (0, "can't be shared out"),
        (12, "Class 1 has 4 pictures, not 6"),
    ],
)
def test_too_many_or_too_few_pictures_are_refused(count, says):
    with pytest.raises(ValueError, match=says):
        draw_labeled(np.array([0] * 8 + [1] * 4), count, seed=1)


def test_rows_come_back_equally_often():
    order = repeat_shuffled([5, 7, 9], 11, seed=1)
    assert len(order) == 11
    assert np.bincount(order)[[5, 7, 9]].min() == 3
    assert sorted(order[:3]) == sorted(order[3:6]) == [5, 7, 9]
    assert np.array_equal(order, repeat_shuffled([5, 7, 9], 11, seed=1))
    assert len(repeat_shuffled([5, 7, 9], 2, seed=1)) == 2


def test_no_rows_are_refused():
    with pytest.raises(ValueError, match="no rows"):
        repeat_shuffled([], 5, seed=1)


def test_the_backbone_takes_raw_pixels_and_gives_features():
    keras.utils.set_random_seed(1)
    backbone = create_backbone()
    pixels = np.random.default_rng(0).integers(0, 256, (3, 32, 32, 3), dtype="uint8")
    features = backbone.predict(pixels, verbose=0)
    assert features.shape == (3, 192)
    assert features.min() >= 0
    # a convolution has no bias; batch normalization has four numbers a feature map
    channels = [3, 32, 48, 96, 192]
    assert backbone.count_params() == sum(
        9 * before * after + 4 * after for before, after in pairwise(channels)
    )
    rescaled = keras.ops.convert_to_numpy(
        backbone.get_layer("rescale")(np.array([0, 255.0]))
    )
    assert np.allclose(rescaled, [-1, 1])


@pytest.fixture(scope="session")
def inception():
    """Build the cut InceptionV3 once, with random weights."""
    return pretrained.inception_backbone(weights=None)


def number_of(arrays):
    return sum(int(np.prod(array.shape)) for array in arrays)


def test_inception_ends_at_mixed7(inception):
    assert inception.input.shape == (None, 150, 150, 3)
    assert inception.output.shape == (None, 7, 7, 768)
    assert inception.layers[-1].name == "mixed7"


def test_every_layer_of_the_cut_inception_is_frozen(inception):
    assert inception.trainable_weights == []
    assert not any(layer.trainable for layer in inception.layers)


def test_inception_has_the_parameters_that_its_layers_should_have(inception):
    expected = 0
    for layer in inception.layers:
        if isinstance(layer, layers.Conv2D):
            height, width = layer.kernel_size
            expected += height * width * layer.input.shape[-1] * layer.filters
        elif isinstance(layer, layers.BatchNormalization):
            expected += 3 * layer.output.shape[-1]
    assert inception.count_params() == expected == 8_975_264


def test_only_the_head_of_the_inception_model_is_trained(inception):
    model = create_model_inception(inception)
    head = (7 * 7 * 768 + 1) * 1024 + 1024 + 1
    assert number_of(model.trainable_weights) == head == 38_537_217
    assert model.count_params() == head + 8_975_264
    assert model.output.shape == (None, 1)


def test_the_inception_model_rescales_as_keras_says(inception):
    pixels = np.array([0, 51, 127.5, 255], dtype="float32")
    rescale = create_model_inception(inception).get_layer("rescale")
    assert np.allclose(
        keras.ops.convert_to_numpy(rescale(pixels)),
        keras.applications.inception_v3.preprocess_input(pixels.copy()),
    )


def test_weights_from_a_file_are_loaded(inception, tmp_path):
    whole = keras.applications.InceptionV3(
        include_top=False, weights=None, input_shape=(150, 150, 3)
    )
    whole.save_weights(tmp_path / "some.weights.h5")
    loaded = pretrained.inception_backbone(str(tmp_path / "some.weights.h5"))
    # The cut lists its layers in the order of the whole network.
    for layer, other in zip(loaded.layers, whole.layers, strict=False):
        for one, another in zip(layer.get_weights(), other.get_weights(), strict=True):
            assert np.array_equal(one, another)
    assert loaded.trainable_weights == []


# The download, with a small file in the place of the weights.

CONTENT = b"as good as weights" * 1000


@pytest.fixture
def asked_for(own_folders, monkeypatch):
    """Ask for weights that a local server has; give the folder where Keras keeps them."""
    monkeypatch.setenv("LESSONS_PRETRAINED", "yes")
    monkeypatch.setattr(pretrained, "WEIGHTS_MD5", hashlib.md5(CONTENT).hexdigest())
    monkeypatch.setattr(pretrained, "inception_backbone", lambda file: file)
    return own_folders / "keras" / "models"


@pytest.fixture
def server(web_server, monkeypatch):
    """Give a function that serves some bytes as the file of weights, or serves nothing."""
    released = threading.Event()

    def start(body, silent=False, **how):
        if silent:
            monkeypatch.setattr(pretrained, "SECONDS_OF_SILENCE", 0.3)
        host = web_server(body, wait=released if silent else None, **how)
        monkeypatch.setattr(pretrained, "WEIGHTS_URL", f"{host}/weights.h5")

    yield start
    released.set()


def files_in(folder):
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def complaint():
    with pytest.raises(pretrained.WeightsError) as error:
        pretrained.pretrained_inception()
    return str(error.value)


@pytest.mark.parametrize("setting", [None, "", "no", "1"])
def test_nothing_is_fetched_without_being_asked_for(setting, asked_for, monkeypatch):
    monkeypatch.delenv("LESSONS_PRETRAINED")
    if setting is not None:
        monkeypatch.setenv("LESSONS_PRETRAINED", setting)
    monkeypatch.setattr(keras.utils, "get_file", None)
    assert complaint() == (
        "The pretrained weights (88 MB) were not asked for; to have Keras download them, set "
        "the environment variable LESSONS_PRETRAINED to yes."
    )


def test_weights_are_fetched_once(asked_for, server, capfd):
    server(CONTENT)
    fetched = pretrained.pretrained_inception()
    assert files_in(asked_for) == ["weights.h5"]
    server(b"", status=404)
    assert pretrained.pretrained_inception() == fetched
    assert capfd.readouterr() == ("", "")


def test_no_network_is_one_sentence(asked_for, monkeypatch):
    monkeypatch.setattr(pretrained, "WEIGHTS_URL", "http://127.0.0.1:9/weights.h5")
    said = complaint()
    assert said.startswith("The pretrained weights can't be had here: ")
    assert said.count(".") == 1
    assert "127.0.0.1" not in said
    assert "\n" not in said
    assert "[" not in said
    assert files_in(asked_for) == []


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        ({"body": b"", "status": 404}, "Not Found"),
        ({"body": b"a page of a proxy"}, "what came is not the file of weights"),
        ({"body": CONTENT[:100], "claimed_length": len(CONTENT)}, "…"),
        ({"body": b"", "silent": True}, "the server fell silent"),
    ],
    ids=["missing", "another file", "cut off", "silent"],
)
def test_a_failed_download_is_named_and_leaves_nothing(served, reason, asked_for, server):
    server(**served)
    said = complaint()
    expected = f"The pretrained weights can't be had here: {reason}."
    assert said == expected or (reason == "…" and "retrieval incomplete" in said)
    assert files_in(asked_for) == []


def test_a_file_that_a_killed_process_left_is_replaced(asked_for, server):
    asked_for.mkdir(parents=True)
    (asked_for / "weights.h5").write_bytes(CONTENT[:500])
    server(CONTENT)
    pretrained.pretrained_inception()
    assert (asked_for / "weights.h5").read_bytes() == CONTENT


@pytest.fixture
def patience():
    """Make sockets wait for a number of seconds that nothing else sets."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(77)
    yield 77
    socket.setdefaulttimeout(before)


def test_sockets_are_as_patient_as_before(asked_for, monkeypatch, patience):
    monkeypatch.setattr(pretrained, "WEIGHTS_URL", "http://127.0.0.1:9/weights.h5")
    complaint()
    assert socket.getdefaulttimeout() == patience
