"""The pictures on which a page's network can be tried."""

import base64
import json

from lessons_lib.data import CLASS_NAMES
from lessons_lib.data.manifest import data_set
from lessons_lib.data.sample import read_sample

# Of each class the first picture of the sample that the course's trained model was not
# trained on: they lie in the validation set that `prepare_dataset` takes from the full
# data, which tests/full asserts. Not chosen for what the model says about them.
ROWS = (29, 4, 6, 39, 145, 27, 25, 73, 170, 15)


def read_samples():
    """Read the pictures and their labels.

    Returns
    -------
    pictures : numpy.ndarray of uint8, shape (n, 32, 32, 3)
    labels : list of str

    Raises
    ------
    DataError
        If the embedded sample is damaged.
    """
    sample = read_sample(data_set("cifar10-sample"))
    rows = list(ROWS)
    labels = [CLASS_NAMES[label] for label in sample.train_labels[rows, 0]]
    return sample.train_images[rows], labels


def samples_script():
    """Write the pictures and their labels as a line of JavaScript.

    Returns
    -------
    str

    Raises
    ------
    DataError
        If the embedded sample is damaged.
    """
    pictures, labels = read_samples()
    document = {
        "shape": list(pictures.shape[1:]),
        "labels": labels,
        "data": base64.b64encode(pictures.tobytes()).decode("ascii"),
    }
    return f"globalThis.courseSamples = {json.dumps(document)};\n"
