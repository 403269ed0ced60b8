"""The accuracy, of pictures as they are and as a mean over six views of each."""

import jax
import jax.numpy as jnp

from lessons_lib.speedrun.augmentation import moved
from lessons_lib.speedrun.network import CLASSES

# Shift up, shift to the left, flipped, weight: as it is and moved by a pixel along the
# diagonal either way, each also flipped.
VIEWS = (
    (0, 0, False, 0.25),
    (0, 0, True, 0.25),
    (-1, -1, False, 0.125),
    (-1, -1, True, 0.125),
    (1, 1, False, 0.125),
    (1, 1, True, 0.125),
)
# Pictures at a time: all of them at once need more memory and no less time.
BATCH = 2000


def evaluation(network):
    """Make the function that measures accuracy.

    Parameters
    ----------
    network : keras.Model
        From :func:`lessons_lib.speedrun.network.create_network`.

    Returns
    -------
    callable
        Takes weights, pictures (uint8, shape (n, 32, 32, 3)) and class numbers (shape
        (n,)). Gives two shares from 0 to 1: how many pictures the network gets right as
        they are, and how many by the weighted mean of its logits for six views
        (test-time augmentation, as in https://arxiv.org/abs/2404.00498).
    """
    shifts = jnp.array([view[:2] for view in VIEWS])
    flips = jnp.array([view[2] for view in VIEWS])
    shares = jnp.array([view[3] for view in VIEWS])

    def logits_of(weights, images):
        logits, _ = network.stateless_call(
            weights.trainable, weights.other, images, training=False
        )
        return logits

    def views_of(weights, images):
        n = len(images)

        def view(shift_and_flip):
            shift, flip = shift_and_flip
            pictures = moved(
                images, jnp.arange(n), jnp.tile(shift, (n, 1)), jnp.tile(flip, n)
            )
            return logits_of(weights, pictures)

        return jax.lax.map(view, (shifts, flips))

    def accuracies(weights, images, labels):
        n = len(labels)
        size = min(n, BATCH)
        # Empty pictures fill the last batch, and are cut off again.
        padded = jnp.pad(images, ((0, -n % size), (0, 0), (0, 0), (0, 0)))
        batches = padded.reshape(-1, size, *images.shape[1:])
        logits = jax.lax.map(lambda batch: views_of(weights, batch), batches)
        logits = jnp.moveaxis(logits, 1, 0).reshape(len(VIEWS), -1, CLASSES)[:, :n]
        mean = jnp.tensordot(shares, logits, axes=1)
        return _share_right(logits[0], labels), _share_right(mean, labels)

    return accuracies


def _share_right(logits, labels):
    return (logits.argmax(axis=-1) == labels).mean()
