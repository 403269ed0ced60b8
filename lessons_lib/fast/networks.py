"""Networks that learn much in little time."""

import keras
from keras import layers


def create_model_fast(filters=(32, 64, 128), batch_norm=True):
    """Build a network whose first layer looks at patches of two by two pixels.

    Notebook 17 writes this function out.

    Parameters
    ----------
    filters : sequence of int, default (32, 64, 128)
        Filters of each convolution. Between two of them the maps are halved.
    batch_norm : bool, default True
        Whether a batch normalization follows each of them. It has a shift, so the
        convolution before it has no bias.

    Returns
    -------
    keras.Model
        Takes pictures of shape (batch, 32, 32, 3) with values from 0 to 255 and gives
        probabilities of shape (batch, 10). Not compiled; 101,570 parameters, or
        203,970 with filters (32, 96, 192).
    """
    # Part 1: pictures from 0 to 255, and a first look at patches
    inputs = keras.Input(shape=(32, 32, 3), name="image")
    x = layers.Rescaling(scale=1 / 255, name="rescale")(inputs)
    x = layers.Conv2D(24, kernel_size=2, strides=2, activation="relu", name="patches")(x)

    # Part 2: blocks of convolution, pooling and normalization
    for number, n_filters in enumerate(filters, start=1):
        x = layers.Conv2D(
            n_filters,
            kernel_size=3,
            padding="same",
            use_bias=not batch_norm,
            name=f"conv_{number}",
        )(x)
        if number < len(filters):
            x = layers.MaxPooling2D(pool_size=2, name=f"pool_{number}")(x)
        if batch_norm:
            x = layers.BatchNormalization(name=f"norm_{number}")(x)
        x = layers.ReLU(name=f"relu_{number}")(x)

    # Part 3: the largest number of each map, and ten scores, halved
    x = layers.GlobalMaxPooling2D(name="largest")(x)
    x = layers.Dense(units=10, name="scores")(x)
    x = layers.Rescaling(scale=0.5, name="halve")(x)
    outputs = layers.Softmax(name="probabilities")(x)

    # tie the parts together
    return keras.Model(inputs=inputs, outputs=outputs, name="cifar_model_fast")
