import keras
import numpy as np
import pytest

pytest.importorskip("jax", reason="`test-jax` runs this")

from lessons_lib.data import load_cifar10
from lessons_lib.speedrun.network import PartialIdentity, create_network
from lessons_lib.speedrun.recipe import FULL, MINIATURE


@pytest.fixture(scope="module")
def full():
    return create_network(FULL)


def test_its_size_is_that_of_the_source(full):
    """The paper gives 1.97 million."""
    assert full.count_params() == pytest.approx(1.97e6, rel=0.005)
    assert full.input_shape == (None, 32, 32, 3)
    assert full.output_shape == (None, 10)


def test_it_computes_in_16_bits_and_keeps_its_weights_in_32(full):
    assert {str(variable.dtype) for variable in full.variables} == {"float32"}
    assert full.get_layer("group_2_conv_1").compute_dtype == "bfloat16"
    assert full.get_layer("whitening").compute_dtype == "float32"
    logits = full(np.zeros((2, 32, 32, 3), dtype=np.uint8))
    assert logits.dtype == "float32"


def test_the_whitening_kernel_is_not_trained_and_its_bias_is(full):
    whitening = full.get_layer("whitening")
    paths = [variable.path for variable in full.trainable_variables]
    assert whitening.bias.path in paths
    assert whitening.kernel.path not in paths


def test_normalized_photographs_have_mean_0_and_deviation_1(full):
    (images, _), _ = load_cifar10()
    normalized = np.asarray(full.get_layer("normalized")(images))
    np.testing.assert_allclose(normalized.mean(axis=(0, 1, 2)), 0, atol=0.02)
    np.testing.assert_allclose(normalized.std(axis=(0, 1, 2)), 1, atol=0.02)


@pytest.mark.parametrize("filters", [4, 5, 9])
def test_a_convolution_passes_its_input_on_at_first(filters):
    convolution = keras.layers.Conv2D(
        filters, 3, padding="same", kernel_initializer=PartialIdentity()
    )
    images = np.random.default_rng(0).random((2, 8, 8, 5), dtype=np.float32)
    output = np.asarray(convolution(images))
    passed_on = min(5, filters)
    np.testing.assert_allclose(output[..., :passed_on], images[..., :passed_on], rtol=1e-6)
    if filters > 5:
        kernel = np.asarray(convolution.kernel)[..., 5:]
        assert np.abs(kernel).max() <= 1 / np.sqrt(5 * 9)
        assert kernel.std() > 0.1 / np.sqrt(5 * 9)


def test_the_seed_decides_on_the_weights():
    weights = []
    for seed in (0, 0, 1):
        keras.utils.set_random_seed(seed)
        weights.append(create_network(MINIATURE).get_layer("head").get_weights()[0])
    np.testing.assert_array_equal(weights[0], weights[1])
    assert (weights[0] != weights[2]).any()
