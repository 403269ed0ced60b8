"""Transfer learning: pictures of some classes, few labels, and the networks for it."""

import keras
import numpy as np
from keras import layers

from lessons_lib.data import CLASS_NAMES


def select_classes(images, labels, names):
    """Keep the pictures of some classes, and number these classes anew.

    Parameters
    ----------
    images : numpy.ndarray, shape (n, ...)
        Pictures.
    labels : numpy.ndarray of int, shape (n, 1) or (n,)
        Positions in ``CLASS_NAMES``, not one-hot rows.
    names : sequence of str
        Classes to keep, in the order of their new numbers.

    Returns
    -------
    images : numpy.ndarray
        A copy of the kept rows, in the original order.
    classes : numpy.ndarray of int, shape (kept,)
        The new numbers: 0 for the first name, 1 for the second, and so on.

    Raises
    ------
    ValueError
        If a name is no class of CIFAR-10 or stands twice, or if there is not one
        class number for each picture.
    """
    unknown = [name for name in names if name not in CLASS_NAMES]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no class of CIFAR-10.")
    if len(set(names)) != len(names):
        raise ValueError(f"A class stands twice in {list(names)}.")
    classes = np.ravel(labels)
    if len(classes) != len(images):
        raise ValueError(
            f"{len(images)} pictures need one class number each, not labels of shape "
            f"{np.shape(labels)}."
        )
    # one place for each old number; -1 where the class is not kept
    new_number = np.full(len(CLASS_NAMES), -1)
    new_number[[CLASS_NAMES.index(name) for name in names]] = np.arange(len(names))
    kept = new_number[classes] >= 0
    return images[kept], new_number[classes[kept]]


def draw_labeled(classes, count, seed):
    """Draw a few pictures at random, the same number of each class.

    Parameters
    ----------
    classes : numpy.ndarray of int, shape (n,)
        Class numbers of the pictures to draw from.
    count : int
        How many to draw in all: a multiple of the number of classes.
    seed : int
        Another seed draws others; the same draws the same.

    Returns
    -------
    numpy.ndarray of int, shape (count,)
        Row numbers, shuffled. With the same seed, a smaller count gives a part
        of what a larger one gives.

    Raises
    ------
    ValueError
        If the count can't be shared out evenly, or a class has too few pictures.
    """
    numbers = np.unique(classes)
    share, rest = divmod(count, len(numbers))
    if rest or share < 1:
        raise ValueError(
            f"{count} pictures can't be shared out over {len(numbers)} classes."
        )
    random = np.random.default_rng(seed)
    drawn = []
    for number in numbers:
        rows = np.flatnonzero(classes == number)
        if len(rows) < share:
            raise ValueError(f"Class {number} has {len(rows)} pictures, not {share}.")
        drawn.append(random.permutation(rows)[:share])
    return random.permutation(np.concatenate(drawn))


def repeat_shuffled(rows, count, seed):
    """Go through rows again and again, each time in a new order.

    So a training can have as many steps as another, however few its pictures.

    Parameters
    ----------
    rows : array_like of int, shape (n,)
        At least one row number.
    count : int
        How many to give in all.
    seed : int
        For the orders.

    Returns
    -------
    numpy.ndarray of int, shape (count,)
        Every row occurs equally often, but for those of a last pass cut short.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    if len(rows) == 0:
        raise ValueError("There are no rows to repeat.")
    random = np.random.default_rng(seed)
    passes = -(-count // len(rows))
    return np.concatenate([random.permutation(rows) for _ in range(passes)])[:count]


def create_backbone():
    """Build a small convolutional network that ends with 192 features of a picture.

    The notebook on transfer learning writes this function out.

    Returns
    -------
    keras.Model
        Takes pictures of shape (batch, 32, 32, 3) with values from 0 to 255 and
        gives features of shape (batch, 192), none below 0. Not compiled; 223,520
        parameters.
    """
    # Part 1: pictures from 0 to 255, brought to -1 to 1
    inputs = keras.Input(shape=(32, 32, 3), name="image")
    x = layers.Rescaling(scale=1 / 127.5, offset=-1, name="rescale")(inputs)

    # Part 2: four blocks; batch normalization shifts, so the convolution needs no bias
    for number, filters in enumerate((32, 48, 96, 192), start=1):
        x = layers.Conv2D(
            filters,
            kernel_size=3,
            strides=2 if number == 1 else 1,
            padding="same",
            use_bias=False,
            name=f"conv_{number}",
        )(x)
        if number in (2, 3):
            x = layers.MaxPooling2D(pool_size=2, name=f"pool_{number}")(x)
        x = layers.BatchNormalization(name=f"norm_{number}")(x)
        x = layers.ReLU(name=f"relu_{number}")(x)

    # Part 3: one number of each feature map
    outputs = layers.GlobalAveragePooling2D(name="features")(x)

    # tie the parts together
    return keras.Model(inputs=inputs, outputs=outputs, name="backbone")


def create_model_inception(backbone):
    """Put preprocessing before a cut InceptionV3 and a head for two classes behind it.

    The notebook on transfer learning writes this function out.

    Parameters
    ----------
    backbone : keras.Model
        Takes pictures of shape (batch, 150, 150, 3) with values from -1 to 1, such
        as :func:`lessons_lib.pretrained.inception_backbone` gives. It is not
        copied: the new network shares its weights.

    Returns
    -------
    keras.Model
        Takes pictures with values from 0 to 255 and gives the probability of the
        second class, shape (batch, 1). Not compiled.
    """
    # Part 1: pictures from 0 to 255, varied in training, then brought to -1 to 1
    inputs = keras.Input(shape=(150, 150, 3), name="image")
    x = layers.RandomFlip("horizontal", name="flip")(inputs)
    x = layers.RandomTranslation(0.2, 0.2, name="shift")(x)
    x = layers.RandomZoom(0.2, name="zoom")(x)
    x = layers.Rescaling(scale=1 / 127.5, offset=-1, name="rescale")(x)

    # Part 2: the pretrained layers
    x = backbone(x)

    # Part 3: the head
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(units=1024, activation="relu", name="dense")(x)
    x = layers.Dropout(rate=0.2, name="dropout")(x)
    outputs = layers.Dense(units=1, activation="sigmoid", name="dog")(x)

    # tie the parts together
    return keras.Model(inputs=inputs, outputs=outputs, name="cats_dogs_inception")
