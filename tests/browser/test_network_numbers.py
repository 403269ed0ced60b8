"""The network in the page computes what Keras computes, and in time."""

import keras
import numpy as np
import pytest
from keras import layers
from network_page import ANSWERS, COMPUTE, PAGE, course_model, packed

from lessons_lib.data.manifest import data_set
from lessons_lib.data.sample import read_sample
from lessons_lib.web_model import model_script

# of a probability
LARGEST_DIFFERENCE = 2e-3
MILLISECONDS = 100  # feels immediate; an idle computer needs less than a tenth


@pytest.fixture
def inside(page, server):
    page.goto(f"{server}/{PAGE}")
    return page


def test_a_thousand_test_pictures_get_keras_answers(inside):
    images = read_sample(data_set("cifar10-sample")).test_images
    expected = course_model().predict(images / np.float32(255), verbose=0)
    found = np.array(inside.evaluate(ANSWERS, {"pictures": packed(images)}))
    assert found.shape == (1000, 10)
    difference = np.abs(found - expected).max()
    same = found.argmax(axis=1) == expected.argmax(axis=1)
    print(f"largest difference {difference:.1e}, same class for {same.sum()} of 1,000")
    assert difference < LARGEST_DIFFERENCE
    first, second = np.sort(expected, axis=1)[:, [-1, -2]].T
    assert np.all(same | (first - second < LARGEST_DIFFERENCE))


CHAINS = {
    "strides": ((9, 8, 3), [layers.Conv2D(4, 3, strides=2, activation="relu")]),
    "same": ((9, 8, 3), [layers.Conv2D(4, 3, strides=2, padding="same")]),
    "even kernel": ((7, 7, 1), [layers.Conv2D(3, (2, 4), padding="same")]),
    "long strides": ((11, 10, 3), [layers.Conv2D(2, 2, strides=(3, 3), padding="same")]),
    "no bias": ((6, 6, 3), [layers.Conv2D(2, 3, use_bias=False, activation="tanh")]),
    "max": ((7, 9, 3), [layers.MaxPooling2D(2)]),
    "max same": ((7, 9, 3), [layers.MaxPooling2D(3, strides=2, padding="same")]),
    "mean": ((7, 9, 3), [layers.AveragePooling2D((2, 3))]),
    "mean same": ((7, 9, 3), [layers.AveragePooling2D(3, strides=2, padding="same")]),
    "global max": ((5, 6, 3), [layers.Conv2D(4, 3), layers.GlobalMaxPooling2D()]),
    "global mean": (
        (5, 6, 3),
        [layers.Conv2D(4, 3), layers.GlobalAveragePooling2D(keepdims=True)],
    ),
    "norm": (
        (6, 6, 3),
        [
            layers.Rescaling(1 / 127.5, offset=-1),
            layers.Conv2D(4, 3),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Dropout(0.5),
        ],
    ),
    "activations": (
        (6, 6, 1),
        [
            layers.Dense(3, activation="sigmoid"),
            layers.Activation("tanh"),
            layers.Softmax(),
            layers.Flatten(),
            layers.Dense(5, activation="relu"),
        ],
    ),
}


def model_of(case):
    """Build the case's model, with random weights."""
    shape, middle = CHAINS[case]
    end = [layers.Flatten(), layers.Dense(3, activation="softmax")]
    fresh = [type(one).from_config(one.get_config()) for one in middle]
    model = keras.Sequential([keras.Input(shape), *fresh, *end])
    random = np.random.default_rng(sum(map(ord, case)))
    for variable in model.weights:
        # a variance is positive
        low = 0.1 if variable.name == "moving_variance" else -1
        variable.assign(random.uniform(low, 1, variable.shape))
    return model


@pytest.mark.parametrize("case", CHAINS)
def test_every_value_of_every_layer_is_keras_value(inside, case):
    model = model_of(case)
    shape = model.input_shape[1:]
    pictures = np.random.default_rng(1).integers(0, 256, (3, *shape), dtype=np.uint8)
    white = 255 if isinstance(model.layers[0], layers.Rescaling) else 1
    values = pictures * np.float32(white / 255)
    text = model_script(model, ["a", "b", "c"])
    found = inside.evaluate(COMPUTE, {"text": text, "pictures": packed(pictures)})
    for place, layer in enumerate(model.layers, start=1):
        values = keras.ops.convert_to_numpy(layer(values, **_inference(layer)))
        ours = np.array([maps[place] for maps in found]).reshape(values.shape)
        np.testing.assert_allclose(ours, values, rtol=1e-3, atol=1e-3, err_msg=layer.name)


def _inference(layer):
    kinds = (layers.BatchNormalization, layers.Dropout)
    return {"training": False} if isinstance(layer, kinds) else {}


def test_the_parts_of_a_value_add_up_to_it(inside):
    worst = inside.evaluate("""() => {
        const {compute, explain, networkFrom, samplePictures, valueAt} = course.network;
        const network = networkFrom(courseModel);
        const maps = compute(network, samplePictures(courseSamples)[3].pixels);
        let worst = 0, seed = 1;
        const below = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
        network.layers.forEach((layer, index) => {
            if (index === 0) return;
            for (let trial = 0; trial < 50; trial++) {
                const [height, width, channels] = layer.shape;
                const place = {
                    row: below(height), column: below(width), channel: below(channels)
                };
                const {parts, bias, sum, value} = explain(network, maps, index, place);
                const products = parts.map(({value, weight}) => value * weight);
                const total = layer.kind === "MaxPooling2D"
                    ? Math.max(...products)
                    : products.reduce((one, other) => one + other) + bias;
                worst = Math.max(
                    worst,
                    Math.abs(total - sum),
                    Math.abs(value - valueAt(maps[index], place)),
                );
            }
        });
        return worst;
    }""")
    assert worst < 1e-5


def test_one_prediction_with_all_maps_is_quick(inside):
    milliseconds = inside.evaluate("""() => {
        const {compute, networkFrom, samplePictures} = course.network;
        const network = networkFrom(courseModel);
        const pictures = samplePictures(courseSamples);
        const times = [];
        for (let trial = 0; trial < 60; trial++) {
            const start = performance.now();
            compute(network, pictures[trial % pictures.length].pixels);
            times.push(performance.now() - start);
        }
        return times.sort((one, other) => one - other)[30];
    }""")
    print(f"median of one prediction with all maps: {milliseconds:.1f} ms")
    assert milliseconds <= MILLISECONDS
