"""The first convolution: filters that make neighboring pixels uncorrelated."""

import jax
import jax.numpy as jnp

# Height and width of the window, in pixels.
WINDOW = 2


def patches(images):
    """Cut pictures into all their windows.

    Parameters
    ----------
    images : jax.Array of float, shape (n, height, width, channels)

    Returns
    -------
    jax.Array of float, shape (n * (height - 1) * (width - 1), 4 * channels)
        A row for each window; its numbers in the order of a kernel's, so row by row.
    """
    height, width, channels = (images.shape[1] - 1, images.shape[2] - 1, images.shape[3])
    corners = [
        images[:, row : row + height, column : column + width]
        for row in range(WINDOW)
        for column in range(WINDOW)
    ]
    return jnp.concatenate(corners, axis=-1).reshape(-1, WINDOW**2 * channels)


def whitening_kernel(images, eps=5e-4):
    """Compute the kernel of a convolution that whitens patches.

    Parameters
    ----------
    images : jax.Array of float32, shape (n, height, width, channels)
        Normalized pictures: each channel has about mean 0 and standard deviation 1.
    eps : float, default 5e-4
        Added to each variance, so that directions which hardly vary are not blown up.

    Returns
    -------
    jax.Array of float32, shape (2, 2, channels, 8 * channels)
        The first half of the filters gives the principal components of a patch, each
        divided by its standard deviation; the second half gives the same with the
        opposite sign, since the activation that follows lets only one sign pass.

    Notes
    -----
    A principal component is an eigenvector of the matrix of second moments, as in
    https://arxiv.org/abs/2404.00498
    """
    rows = patches(images)
    # GPUs would multiply in TF32 here, too coarse for the smallest variances.
    moments = jnp.matmul(rows.T, rows, precision=jax.lax.Precision.HIGHEST) / len(rows)
    variances, components = jnp.linalg.eigh(moments)
    # A variance of zero may come out a little below it.
    filters = components / jnp.sqrt(jnp.maximum(variances, 0) + eps)
    filters = filters.reshape(WINDOW, WINDOW, images.shape[-1], -1)
    return jnp.concatenate([filters, -filters], axis=-1)
