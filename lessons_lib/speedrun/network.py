"""The network: a whitening convolution, three groups of two convolutions, a linear head."""

import keras
import numpy as np
from keras import layers, ops

from lessons_lib.speedrun.whitening import WINDOW

CHANNELS, CLASSES = 3, 10
# Of the 50,000 training pictures, for red, green and blue, on a scale from 0 to 1.
MEAN = np.array([0.4914, 0.4822, 0.4465], dtype=np.float32)
STANDARD_DEVIATION = np.array([0.2470, 0.2435, 0.2616], dtype=np.float32)


class PartialIdentity(keras.initializers.Initializer):
    """Start a convolution as one that passes its input on.

    Filter number i gives channel i as it is; filters beyond the number of channels are
    random. Even a deep network then lets the picture through from the first step on
    (https://arxiv.org/abs/2404.00498).
    """

    def __call__(self, shape, dtype=None):
        """Make a kernel of shape (height, width, channels, filters), odd in height and width."""
        height, width, channels, filters = shape
        passed_on = min(channels, filters)
        identity = np.zeros((height, width, channels, passed_on), dtype=np.float32)
        identity[height // 2, width // 2, :passed_on] = np.eye(passed_on)
        random = _uniform_by_fan_in()(shape, dtype)
        return ops.concatenate(
            [ops.convert_to_tensor(identity, dtype), random[..., passed_on:]], axis=-1
        )


def _uniform_by_fan_in():
    """Give PyTorch's way to start, from -1/√(inputs) to 1/√(inputs), which the recipe means."""
    return keras.initializers.VarianceScaling(1 / 3, "fan_in", "uniform")


def create_network(recipe):
    """Build the network of a recipe.

    Parameters
    ----------
    recipe : lessons_lib.speedrun.recipe.Recipe

    Returns
    -------
    keras.Model
        Takes pictures of shape (batch, 32, 32, 3), uint8, from 0 to 255, and gives
        logits of shape (batch, 10), float32. Not compiled. The kernel of its layer
        ``whitening`` is not trained: :func:`~lessons_lib.speedrun.whitening.whitening_kernel`
        computes it from pictures.
    """
    dtype = recipe.dtype_policy
    inputs = keras.Input(shape=(32, 32, CHANNELS), dtype="uint8", name="image")
    x = layers.Normalization(
        mean=255 * MEAN,
        variance=(255 * STANDARD_DEVIATION) ** 2,
        dtype="float32",
        name="normalized",
    )(inputs)
    # In bfloat16 the steepest of these filters would see little but rounding.
    whitening = layers.Conv2D(
        filters=2 * WINDOW**2 * CHANNELS,
        kernel_size=WINDOW,
        dtype="float32",
        name="whitening",
    )
    x = layers.Activation("gelu", dtype=dtype, name="whitening_gelu")(whitening(x))
    whitening.kernel.trainable = False
    for number, width in enumerate(recipe.widths, start=1):
        x = _group(x, f"group_{number}", width, recipe)
    x = layers.MaxPooling2D(pool_size=3, dtype=dtype, name="pool")(x)
    x = layers.Flatten(dtype=dtype, name="flatten")(x)
    x = layers.Dense(
        CLASSES,
        use_bias=False,
        kernel_initializer=_uniform_by_fan_in(),
        dtype=dtype,
        name="head",
    )(x)
    outputs = layers.Rescaling(recipe.logit_scale, dtype="float32", name="logits")(x)
    return keras.Model(inputs, outputs, name="speedrun")


def _group(x, name, width, recipe):
    """Add two convolutions; the picture is halved between them, where it costs least."""
    for number in (1, 2):
        x = layers.Conv2D(
            filters=width,
            kernel_size=3,
            padding="same",
            use_bias=False,
            kernel_initializer=PartialIdentity(),
            dtype=recipe.dtype_policy,
            name=f"{name}_conv_{number}",
        )(x)
        if number == 1:
            x = layers.MaxPooling2D(dtype=recipe.dtype_policy, name=f"{name}_pool")(x)
        x = layers.BatchNormalization(
            momentum=recipe.batch_norm_momentum,
            epsilon=1e-12,
            scale=False,
            dtype=recipe.dtype_policy,
            name=f"{name}_norm_{number}",
        )(x)
        x = layers.Activation(
            "gelu", dtype=recipe.dtype_policy, name=f"{name}_gelu_{number}"
        )(x)
    return x
