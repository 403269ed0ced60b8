"""InceptionV3, cut for transfer learning, and its weights where they can be had."""

import contextlib
import io
import os
import re
import socket
from pathlib import Path

import keras

VARIABLE = "LESSONS_PRETRAINED"
MEGABYTES = 88
SECONDS_OF_SILENCE = 15
# The file that keras.applications.InceptionV3(weights="imagenet") fetches.
WEIGHTS_URL = (
    "https://storage.googleapis.com/tensorflow/keras-applications/inception_v3/"
    "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"
)
WEIGHTS_MD5 = "bcbd6486424b2319ff4ef7d526e38f63"


class WeightsError(Exception):
    """The pretrained weights are not at hand; the message says why, in one sentence."""


def inception_backbone(weights=None):
    """Build InceptionV3 up to its layer ``mixed7``, frozen.

    Parameters
    ----------
    weights : str or None
        As for :func:`keras.applications.InceptionV3`: ``None`` for random ones,
        ``"imagenet"`` for those that Keras downloads, or a file of weights.

    Returns
    -------
    keras.Model
        Takes pictures of shape (batch, 150, 150, 3) with values from -1 to 1 and
        gives feature maps of shape (batch, 7, 7, 768). 8,975,264 parameters, none
        of them trainable.

    Raises
    ------
    ValueError
        From Keras, if there is no such file of weights.

    References
    ----------
    C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens and Z. Wojna, "Rethinking the
    Inception architecture for computer vision", CVPR (2016).
    """
    inception = keras.applications.InceptionV3(
        include_top=False, weights=weights, input_shape=(150, 150, 3)
    )
    backbone = keras.Model(
        inputs=inception.input,
        outputs=inception.get_layer("mixed7").output,
        name="inception_to_mixed7",
    )
    backbone.trainable = False
    return backbone


def pretrained_inception():
    """Get the cut InceptionV3 with weights from ImageNet, if they were asked for.

    They are asked for by setting the environment variable ``LESSONS_PRETRAINED``
    to ``yes``. Then Keras downloads them into its own cache, where
    ``keras.applications`` would look for them too, and checks their hash.

    Returns
    -------
    keras.Model
        As :func:`inception_backbone` gives it.

    Raises
    ------
    WeightsError
        If they were not asked for, can't be reached, fall silent for fifteen
        seconds, or are not what they should be. No part of a file is left behind.
    """
    if os.environ.get(VARIABLE) != "yes":
        raise WeightsError(
            f"The pretrained weights ({MEGABYTES} MB) were not asked for; to have Keras "
            f"download them, set the environment variable {VARIABLE} to yes."
        )
    return inception_backbone(_weights_file())


def _weights_file():
    """Have Keras find or fetch the file of weights; complain in one sentence."""
    cache = Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser()
    with contextlib.suppress(OSError):  # without this folder Keras takes one in /tmp
        cache.mkdir(parents=True, exist_ok=True)
    try:
        # Keras' progress bar and its address would stay on the page.
        with _impatient_sockets(), contextlib.redirect_stdout(io.StringIO()):
            return keras.utils.get_file(
                origin=WEIGHTS_URL,
                file_hash=WEIGHTS_MD5,
                cache_dir=str(cache),
                cache_subdir="models",
            )
    except Exception as error:  # Keras raises the plain class where a download fails
        if isinstance(error, ValueError):  # a wrong file, which Keras leaves where it is
            (cache / "models" / Path(WEIGHTS_URL).name).unlink(missing_ok=True)
        raise WeightsError(
            f"The pretrained weights can't be had here: {_reason(error)}."
        ) from error


@contextlib.contextmanager
def _impatient_sockets():
    """Give up on a silent server; Keras by itself would wait for ever."""
    seconds = socket.getdefaulttimeout()
    socket.setdefaulttimeout(SECONDS_OF_SILENCE)
    try:
        yield
    finally:
        socket.setdefaulttimeout(seconds)


def _reason(error):
    """Say in a few words what went wrong, without the address that Keras names."""
    if isinstance(error, TimeoutError):
        return "the server fell silent"
    if isinstance(error, ValueError):
        return "what came is not the file of weights"
    said = re.sub(r"^\[.*?\] *", "", str(error).rpartition(" -- ")[2])
    return said.strip(". ") or type(error).__name__
