import keras
import numpy as np
import pytest

from lessons_lib.models import create_model_dropout, create_model_intro


@pytest.mark.parametrize(
    ("create_model", "parameters"),
    [(create_model_intro, 79_530), (create_model_dropout, 33_834)],
)
def test_parameters_and_shapes(create_model, parameters):
    model = create_model()
    assert model.count_params() == parameters
    assert model.input_shape == (None, 32, 32, 3)
    assert model.output_shape == (None, 10)


@pytest.mark.parametrize("create_model", [create_model_intro, create_model_dropout])
def test_it_gives_probabilities(create_model):
    images = np.random.default_rng(0).random((7, 32, 32, 3), dtype="float32")
    probabilities = create_model().predict(images, verbose=0)
    assert probabilities.shape == (7, 10)
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)


def test_layer_names_do_not_depend_on_what_was_built_before():
    names = [[layer.name for layer in create_model_intro().layers] for _ in range(2)]
    assert names[0] == names[1]


def test_the_control_differs_in_the_rate_alone():
    dropout, control = create_model_dropout(), create_model_dropout(dropout_rate=0)
    assert dropout.get_layer("dropout").rate == 0.5
    assert control.get_layer("dropout").rate == 0
    shapes = [[weight.shape for weight in model.weights] for model in (dropout, control)]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("rate", [-0.1, 1.5])
def test_a_rate_that_is_no_share_is_refused(rate):
    with pytest.raises(ValueError, match="rate"):
        create_model_dropout(dropout_rate=rate)


def test_the_same_seed_gives_the_same_weights():
    weights = []
    for _ in range(2):
        keras.utils.set_random_seed(42)
        weights.append(create_model_intro().get_weights())
    for first, second in zip(*weights, strict=True):
        np.testing.assert_array_equal(first, second)
