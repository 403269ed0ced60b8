"""Hand a model over to people who do not have Keras: the ONNX format."""

import contextlib
import io
import logging
import warnings
from pathlib import Path

import keras
import numpy as np

from lessons_lib.quiet import _stderr_held_back

# The package that turns a model into ONNX depends on the backend.
CONVERTERS = {"tensorflow": "tf2onnx", "jax": "jax2onnx", "torch": "onnxscript"}


def export_onnx(model, path):
    """Write a model to an ONNX file, whatever backend Keras runs on.

    Parameters
    ----------
    model : keras.Model
        One input. It need not be compiled.
    path : str or pathlib.Path
        Where to write, by custom with the ending ``.onnx``. The folder is made
        if there is none; a file of that name is replaced.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    ImportError
        If the converter of this backend is not installed; one sentence names it.
    ValueError
        If the backend has no converter.

    Notes
    -----
    The batch size stays open: the file takes any number of pictures. What the
    converter reports on the way is held back, and shown if it fails.
    """
    backend = keras.config.backend()
    if backend not in CONVERTERS:
        raise ValueError(
            f"There is no way from the {backend} backend to ONNX: save the model as .keras, "
            f"and load it on one of {', '.join(CONVERTERS)}."
        )
    _require(CONVERTERS[backend], f"To write ONNX files on the {backend} backend")

    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Keras exports only a model that has been called once, so we call it.
    model(np.zeros((1, *model.input_shape[1:]), dtype=model.inputs[0].dtype))
    with _quiet_converter():
        model.export(str(path), format="onnx", verbose=False)
    return path


def predict_onnx(path, images):
    """Predict with an ONNX file: no Keras and no TensorFlow take part.

    Parameters
    ----------
    path : str or pathlib.Path
        An ONNX file with one input and one output.
    images : numpy.ndarray, shape (n, height, width, channels)
        Pictures prepared as the model wants them.

    Returns
    -------
    numpy.ndarray, shape (n, classes)
        What the model gives for each picture.

    Raises
    ------
    ImportError
        If ``onnxruntime`` is not installed.
    FileNotFoundError
        If there is no such file.
    """
    _require("onnxruntime", "To predict with an ONNX file")
    import onnxruntime

    if not Path(path).is_file():
        raise FileNotFoundError(f"There is no file {path}: export the model first.")
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (given,) = session.get_inputs()
    (probabilities,) = session.run(None, {given.name: np.ascontiguousarray(images)})
    return probabilities


def _require(package, purpose):
    """Raise one plain sentence if a package is missing."""
    try:
        __import__(package)
    except ImportError as error:
        raise ImportError(
            f"{purpose} you need the package {package}: install it with "
            f"`pip install {package}`."
        ) from error


@contextlib.contextmanager
def _quiet_converter():
    """Hold back what the converters write; show it when they fail."""
    written = io.StringIO()
    disabled = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with (
            _stderr_held_back(),
            warnings.catch_warnings(),
            contextlib.redirect_stderr(written),
            contextlib.redirect_stdout(written),
        ):
            warnings.simplefilter("ignore")
            yield
    except BaseException:
        print(written.getvalue())
        raise
    finally:
        logging.disable(disabled)
