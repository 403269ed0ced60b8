"""The pictures of an epoch, flipped, shifted and shuffled in one look-up on the device."""

import jax
import jax.numpy as jnp


def moved(images, chosen, shifts, flips):
    """Choose pictures, flip some of them and shift them.

    Parameters
    ----------
    images : jax.Array, shape (n, height, width, channels)
    chosen : jax.Array of int, shape (m,)
        Which pictures, from 0 to n - 1.
    shifts : jax.Array of int, shape (m, 2)
        By how many pixels each is moved up and to the left, after flipping; negative
        numbers move it down and to the right. Smaller than the picture. What comes in
        at the edge is the picture mirrored there, the outermost pixel not repeated.
    flips : jax.Array of bool, shape (m,)
        Which of them are flipped left to right.

    Returns
    -------
    jax.Array, shape (m, height, width, channels)
        Of the type of `images`.

    Notes
    -----
    All three are a matter of which pixel is read, so a single look-up does them: no
    padded copy, and a byte for each value that is read or written.
    """
    height, width = images.shape[1:3]
    rows = _mirrored(jnp.arange(height) + shifts[:, :1], height)
    columns = _mirrored(jnp.arange(width) + shifts[:, 1:], width)
    columns = jnp.where(flips[:, None], width - 1 - columns, columns)
    return images[chosen[:, None, None], rows[:, :, None], columns[:, None, :]]


def _mirrored(positions, size):
    """Bring positions beyond an edge back inside, as far from it as they were."""
    return size - 1 - jnp.abs(size - 1 - jnp.abs(positions))


def flips_of(key, number, n):
    """Say which pictures are flipped in an epoch.

    In the first, it is each picture's coin; from then on, every epoch turns every picture
    round. So each two epochs in a row show both sides of every picture, where coins would
    often show one side twice (https://arxiv.org/abs/2404.00498).

    Parameters
    ----------
    key : jax.Array
        The same in all epochs of a training.
    number : int or jax.Array of int
        Of the epoch, from 0.
    n : int
        How many pictures there are.

    Returns
    -------
    jax.Array of bool, shape (n,)
    """
    return jax.random.bernoulli(key, shape=(n,)) ^ (number % 2 == 1)


def augmented_epoch(images, labels, key, number, batch_size, translate):
    """Give all batches of an epoch.

    Parameters
    ----------
    images : jax.Array of uint8, shape (n, height, width, channels)
    labels : jax.Array of int, shape (n,)
    key : jax.Array
        The same in all epochs of a training.
    number : int or jax.Array of int
        Of the epoch, from 0.
    batch_size : int
        At most n.
    translate : int
        Largest shift in each direction, in pixels.

    Returns
    -------
    images : jax.Array of uint8, shape (n // batch_size, batch_size, height, width, channels)
        In a new order. What doesn't fill a batch is left out, another part in each epoch.
    labels : jax.Array of int, shape (n // batch_size, batch_size)
    """
    n = len(images)
    flip_key, epochs_key = jax.random.split(key)
    order_key, shift_key = jax.random.split(jax.random.fold_in(epochs_key, number))
    batches = n // batch_size
    chosen = jax.random.permutation(order_key, n)[: batches * batch_size]
    shifts = jax.random.randint(shift_key, (len(chosen), 2), -translate, translate + 1)
    flips = flips_of(flip_key, number, n)[chosen]
    pictures = moved(images, chosen, shifts, flips)
    return (
        pictures.reshape(batches, batch_size, *images.shape[1:]),
        labels[chosen].reshape(batches, batch_size),
    )
