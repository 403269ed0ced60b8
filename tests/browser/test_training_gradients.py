"""The training of "Train one here" against Keras: layer by layer, as a whole, and Adam."""

import re

import numpy as np
import pytest
from training import ROOT, answer

SEED = 7
CLASSES = 3
SHAPE = [16, 16, 3]
TOLERANCE = {"rtol": 1e-4, "atol": 2e-6}


@pytest.fixture(scope="module")
def tf():
    """The arithmetic behind Keras, for its gradients."""
    keras = pytest.importorskip("keras")
    if keras.backend.backend() != "tensorflow":
        pytest.skip("The gradients are asked of TensorFlow.")
    return pytest.importorskip("tensorflow")


@pytest.fixture(scope="module")
def page_model():
    """The network in the Keras code that the page shows."""
    text = (ROOT / "book" / "explore" / "training.md").read_text(encoding="utf-8")
    [code] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names = {}
    exec(code, names)
    return names["model"]


def random_numbers(*shape):
    return np.random.default_rng([SEED, *shape]).normal(size=shape).astype("float32")


def lists(arrays):
    return [array.ravel().tolist() for array in arrays]


def close(numbers, array):
    np.testing.assert_allclose(np.reshape(numbers, np.shape(array)), array, **TOLERANCE)


def layer_of(kind, shape):
    from keras import layers

    return {
        "convolution": lambda: (layers.Conv2D(5, 3), {"filters": 5}),
        "maxPooling": lambda: (layers.MaxPooling2D(2), {}),
        "relu": lambda: (layers.ReLU(), {}),
        "dense": lambda: (layers.Dense(4), {"units": 4}),
    }[kind]()


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("convolution", [6, 7, 3]),
        ("convolution", [3, 3, 1]),
        ("maxPooling", [6, 4, 3]),
        ("maxPooling", [7, 5, 2]),
        ("relu", [4, 5, 2]),
        ("dense", [24]),
    ],
    ids=str,
)
def test_a_layer_and_its_gradients_are_those_of_keras(tf, kind, shape):
    layer, options = layer_of(kind, shape)
    layer.build((None, *shape))
    weights = [random_numbers(*weight.shape) for weight in layer.weights]
    layer.set_weights(weights)
    picture = tf.constant(random_numbers(1, *shape))
    with tf.GradientTape() as tape:
        tape.watch(picture)
        output = layer(picture)
        gradient = random_numbers(*output.shape)
        loss = tf.reduce_sum(output * gradient)
    wanted = tape.gradient(loss, [picture, *(weight.value for weight in layer.weights)])
    got = answer(
        "layer",
        kind=kind,
        options={"shape": shape, **options},
        weights=lists(weights),
        input=picture.numpy().ravel().tolist(),
        gradient=gradient.ravel().tolist(),
    )
    close(got["output"], output.numpy())
    close(got["inputGradient"], wanted[0].numpy())
    assert len(got["gradients"]) == len(weights)
    for numbers, array in zip(got["gradients"], wanted[1:], strict=True):
        close(numbers, array.numpy())


@pytest.mark.parametrize("scale", [1, 30, 1e4], ids=str)
def test_the_loss_and_its_gradient_are_those_of_keras(tf, scale):
    import keras

    scores = tf.constant(scale * random_numbers(1, CLASSES))
    for label in range(CLASSES):
        with tf.GradientTape() as tape:
            tape.watch(scores)
            loss = keras.losses.sparse_categorical_crossentropy(
                tf.constant([label]), scores, from_logits=True
            )
        got = answer("crossEntropy", scores=scores.numpy()[0].tolist(), label=label)
        close(got["loss"], loss.numpy()[0])
        close(got["gradient"], tape.gradient(loss, scores).numpy()[0])


@pytest.mark.parametrize("rate", [0, 0.5])
def test_the_network_s_gradients_are_those_of_keras(tf, page_model, rate):
    """With dropout, Keras multiplies by the very factors that the page has drawn."""
    import keras

    pictures = np.random.default_rng(SEED).random((4, *SHAPE), dtype="float32")
    labels = [0, 2, 1, 2]
    weights = [0.3 * random_numbers(*weight.shape) for weight in page_model.weights]
    got = answer(
        "network",
        shape=SHAPE,
        classes=CLASSES,
        rate=rate,
        seed=SEED,
        weights=lists(weights),
        pictures=lists(pictures),
        labels=labels,
    )
    factors = np.array(got["factors"], dtype="float32")
    assert set(np.unique(factors)) == ({0, 2} if rate else {1})

    page_model.set_weights(weights)
    with tf.GradientTape() as tape:
        values = tf.constant(pictures)
        for layer in page_model.layers:
            if isinstance(layer, keras.layers.Dropout):
                values = values * factors.reshape(values.shape)
            elif not isinstance(layer, keras.layers.Softmax):
                values = layer(values)
        loss = tf.reduce_mean(
            keras.losses.sparse_categorical_crossentropy(
                tf.constant(labels), values, from_logits=True
            )
        )
    wanted = tape.gradient(loss, [weight.value for weight in page_model.weights])
    close(got["loss"], loss.numpy())
    for numbers, array in zip(got["gradients"], wanted, strict=True):
        close(numbers, array.numpy())


@pytest.mark.parametrize("rate", [0.001, 0.1])
def test_steps_of_adam_are_those_of_keras(tf, rate):
    import keras

    variable = keras.Variable(random_numbers(10))
    gradients = [random_numbers(10, step)[:, 0] for step in range(1, 6)]
    got = answer(
        "adam",
        values=variable.numpy().tolist(),
        gradients=[gradient.tolist() for gradient in gradients],
        rate=rate,
    )
    optimizer = keras.optimizers.Adam(rate)
    for gradient, numbers in zip(gradients, got, strict=True):
        optimizer.apply([tf.constant(gradient)], [variable])
        close(numbers, variable.numpy())


def test_dropout_keeps_its_share_and_scales_it_up():
    count, rate = 20000, 0.3
    values, gradient = random_numbers(count), random_numbers(count, 1)[:, 0]
    got = answer(
        "dropout",
        count=count,
        rate=rate,
        seed=SEED,
        input=values.tolist(),
        gradient=gradient.tolist(),
    )
    factors = np.array(got["factors"])
    kept = factors > 0
    close(factors[kept], np.full(kept.sum(), 1 / (1 - rate)))
    deviation = np.sqrt(rate * (1 - rate) / count)
    assert abs(kept.mean() - (1 - rate)) < 4 * deviation
    close(got["output"], values * factors)
    close(got["inputGradient"], gradient * factors)
    close(got["evaluated"], values)


def test_weights_start_as_keras_starts_them(page_model):
    got = answer(
        "randomness", shape=SHAPE, classes=CLASSES, seeds=list(range(40)), orders=0
    )
    shapes = [weight.shape for weight in page_model.weights]
    for number, shape in enumerate(shapes):
        drawn = np.array([weights[number] for weights in got["first"]])
        assert drawn.shape[1] == np.prod(shape)
        if len(shape) == 1:
            assert not drawn.any(), "biases start from zero"
            continue
        *window, inputs, outputs = shape
        area = np.prod(window, dtype=int)
        limit = np.sqrt(6 / (area * (inputs + outputs)))
        assert 0.98 * limit < np.abs(drawn).max() <= limit * (1 + 1e-6)
        assert abs(drawn.mean()) < 4 * limit / np.sqrt(3 * drawn.size)
        assert drawn.var() == pytest.approx(limit**2 / 3, rel=0.1)


def test_each_order_is_as_likely_as_the_others():
    n_orders = 6000
    got = answer("randomness", shape=SHAPE, classes=CLASSES, seeds=[], orders=n_orders)
    orders = np.array(got["orders"])
    assert (np.sort(orders, axis=1) == np.arange(6)).all()
    expected = n_orders / 6
    for place in range(6):
        counts = np.bincount(orders[:, place], minlength=6)
        # the 99.9 % point of chi-squared with 5 degrees of freedom
        assert ((counts - expected) ** 2 / expected).sum() < 20.5
