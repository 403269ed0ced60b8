"""The two networks of the course, as episodes 3 and 4 write them."""

import keras
from keras import layers


def create_model_intro():
    """Build the first network: two convolutions, two poolings, one dense layer.

    Episode 3 writes this function out; the later episodes import it.

    Returns
    -------
    keras.Model
        Takes float32 pictures of shape (batch, 32, 32, 3) with values from 0 to
        1 and gives probabilities of shape (batch, 10). Not compiled; 79,530
        parameters (episode 3 derives the number).
    """
    # Part 1: the input layer
    inputs = keras.Input(shape=(32, 32, 3), name="image")

    # Part 2: the hidden layers
    x = layers.Conv2D(filters=16, kernel_size=3, activation="relu", name="conv_1")(inputs)
    x = layers.MaxPooling2D(pool_size=2, name="pool_1")(x)
    x = layers.Conv2D(filters=32, kernel_size=3, activation="relu", name="conv_2")(x)
    x = layers.MaxPooling2D(pool_size=2, name="pool_2")(x)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(units=64, activation="relu", name="dense")(x)

    # Part 3: the output layer
    outputs = layers.Dense(units=10, activation="softmax", name="probabilities")(x)

    # tie the parts together
    return keras.Model(inputs=inputs, outputs=outputs, name="cifar_model_intro")


def create_model_dropout(dropout_rate=0.5):
    """Build the second network: three convolutions and a dropout layer.

    Episode 4 writes this function out; the later episodes import it.

    Parameters
    ----------
    dropout_rate : float, default 0.5
        Share of the last feature maps' values set to zero in training, at least
        0 and below 1. With 0 the layer does nothing: the fair control.

    Returns
    -------
    keras.Model
        Same input and output as :func:`create_model_intro`. Not compiled;
        33,834 parameters.

    Raises
    ------
    ValueError
        From Keras, if ``dropout_rate`` lies outside 0 to 1.
    """
    # Part 1: the input layer
    inputs = keras.Input(shape=(32, 32, 3), name="image")

    # Part 2: the hidden layers
    x = layers.Conv2D(filters=16, kernel_size=3, activation="relu", name="conv_1")(inputs)
    x = layers.MaxPooling2D(pool_size=2, name="pool_1")(x)
    x = layers.Conv2D(filters=32, kernel_size=3, activation="relu", name="conv_2")(x)
    x = layers.MaxPooling2D(pool_size=2, name="pool_2")(x)
    x = layers.Conv2D(filters=64, kernel_size=3, activation="relu", name="conv_3")(x)
    x = layers.Dropout(rate=dropout_rate, name="dropout")(x)
    x = layers.Flatten(name="flatten")(x)

    # Part 3: the output layer
    outputs = layers.Dense(units=10, activation="softmax", name="probabilities")(x)

    # tie the parts together
    return keras.Model(inputs=inputs, outputs=outputs, name="cifar_model_dropout")
