import numpy as np
import pytest

jax = pytest.importorskip("jax", reason="`test-jax` runs this")

from lessons_lib.data import load_cifar10
from lessons_lib.speedrun.network import create_network
from lessons_lib.speedrun.recipe import FULL, MINIATURE
from lessons_lib.speedrun.whitening import patches, whitening_kernel


@pytest.fixture(scope="module")
def photographs():
    (images, _), _ = load_cifar10()
    return create_network(MINIATURE).get_layer("normalized")(images[:500])


def second_moments(rows):
    rows = np.asarray(rows, dtype=np.float64)
    return rows.T @ rows / len(rows)


def test_a_patch_is_a_window_row_by_row():
    images = jax.numpy.arange(2 * 3 * 3 * 2).reshape(2, 3, 3, 2)
    rows = patches(images)
    assert rows.shape == (2 * 2 * 2, 8)
    np.testing.assert_array_equal(rows[1], images[0, 0:2, 1:3].ravel())
    np.testing.assert_array_equal(rows[-1], images[1, 1:3, 1:3].ravel())


def test_neighboring_pixels_are_alike_before(photographs):
    moments = second_moments(patches(photographs))
    assert moments[0, 3] > 0.8 * moments[0, 0]


def test_whitened_patches_have_the_identity_for_covariance(photographs):
    kernel = whitening_kernel(photographs, eps=0.0)
    assert kernel.shape == (2, 2, 3, 24)
    whitened = patches(photographs) @ kernel[..., :12].reshape(12, 12)
    np.testing.assert_allclose(second_moments(whitened), np.eye(12), atol=0.02)


def test_eps_holds_back_what_hardly_varies(photographs):
    whitened = patches(photographs) @ whitening_kernel(photographs)[..., :12].reshape(
        12, 12
    )
    variances = np.diag(second_moments(whitened))
    assert (variances < 1.001).all()
    assert variances.max() > 0.99
    assert variances.min() < 0.95


def test_the_second_half_is_the_first_with_the_opposite_sign(photographs):
    kernel = whitening_kernel(photographs)
    np.testing.assert_array_equal(kernel[..., 12:], -kernel[..., :12])


def test_pictures_of_one_color_break_nothing():
    kernel = whitening_kernel(jax.numpy.ones((4, 8, 8, 3)))
    assert np.isfinite(kernel).all()


def test_the_convolution_of_the_network_whitens(photographs):
    layer = create_network(FULL).get_layer("whitening")
    layer.set_weights([whitening_kernel(photographs, eps=0.0), np.zeros(24)])
    output = layer(photographs)
    assert output.dtype == "float32"
    np.testing.assert_allclose(
        second_moments(output[..., :12].reshape(-1, 12)), np.eye(12), atol=0.02
    )
