"""What "Train one here" loads when somebody starts it: small pictures, and a program.

The pictures are the first ones of three classes of the embedded sample, half as wide and
half as high. The program is what the page hands to its worker, as text: a page opened from
a folder may load no worker's file.
"""

import base64
import json
from pathlib import Path

import numpy as np

from lessons_lib.data.manifest import data_set
from lessons_lib.data.sample import read_sample

CLASSES = {"airplane": 0, "automobile": 1, "frog": 6}
TRAINING_A_CLASS = 240
VALIDATION_A_CLASS = 80

WIDGETS = Path(__file__).resolve().parents[2] / "_widgets"
# in the order in which they need each other
WORKER_SCRIPTS = (
    "training-random.js",
    "training-parameters.js",
    "training-convolution.js",
    "training-layers.js",
    "training-network.js",
    "training-run.js",
    "training-pictures.js",
    "training-worker.js",
)
FILE = "training-data.js"


def small_pictures():
    """Read the pictures and halve their sides: each new pixel is the mean of four.

    Returns
    -------
    tuple of numpy.ndarray of uint8
        Training pictures and validation pictures, both of shape
        (3 classes, pictures, 16, 16, 3).
    """
    sample = read_sample(data_set("cifar10-sample"))
    labels = sample.train_labels.ravel()
    wanted = TRAINING_A_CLASS + VALIDATION_A_CLASS
    large = np.stack(
        [sample.train_images[labels == number][:wanted] for number in CLASSES.values()]
    )
    quarters = large.reshape(len(CLASSES), wanted, 16, 2, 16, 2, 3)
    small = quarters.mean(axis=(3, 5)).round().astype(np.uint8)
    return small[:, :TRAINING_A_CLASS], small[:, TRAINING_A_CLASS:]


def packed(training, validation):
    """Pack pictures for the page: four bits for each number, which the eye hardly misses.

    Parameters
    ----------
    training, validation : numpy.ndarray of uint8
        From :func:`small_pictures`.

    Returns
    -------
    dict
        What the script ``training-pictures.js`` unpacks.
    """
    pixels = np.concatenate([training.ravel(), validation.ravel()])
    steps = (pixels / 17).round().astype(np.uint8)  # 0 to 15
    return {
        "classes": list(CLASSES),
        "shape": list(training.shape[2:]),
        "trainingAClass": training.shape[1],
        "validationAClass": validation.shape[1],
        "pixels": base64.b64encode(steps[0::2] << 4 | steps[1::2]).decode(),
    }


def script():
    """Write the script that the page loads when training starts."""
    program = "\n".join(
        (WIDGETS / name).read_text(encoding="utf-8") for name in WORKER_SCRIPTS
    )
    added = {"trainingData": packed(*small_pictures()), "trainingProgram": program}
    return (
        '"use strict";\nglobalThis.course = Object.assign(globalThis.course || {}, '
        f"{json.dumps(added)});\n"
    )


def write_script(app):
    """Put it where the site's other scripts will be."""
    if app.builder.format == "html":
        folder = Path(app.outdir) / "_static"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(script(), encoding="utf-8")


def setup(app):
    """Write the script before the pages."""
    app.connect("builder-inited", write_script)
