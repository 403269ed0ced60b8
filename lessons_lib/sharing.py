"""Hand a model over to people who do not have Keras: the ONNX format."""

import contextlib
import io
import logging
import warnings
from pathlib import Path

import keras
import numpy as np

from lessons_lib.quiet import stderr_held_back

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
    if backend == "jax":
        _drop_batch_from_pooling(path)
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


def _drop_batch_from_pooling(path):
    """Rewrite the max poolings that jax2onnx makes, so that ONNX Runtime takes them.

    JAX pools over all four axes of a batch, with windows of length one along
    batch and channels, and jax2onnx writes it so: two added axes and a window
    of four dimensions. ONNX Runtime stops at three. One added axis, as the
    channel, and a window over height, width and channels do the same.
    """
    import onnx

    model = onnx.load(str(path))
    graph = model.graph
    maker = {name: node for node in graph.node for name in node.output}
    reader = {name: node for node in graph.node for name in node.input}
    for pool in [node for node in graph.node if node.op_type == "MaxPool"]:
        settings = {one.name: one for one in pool.attribute}
        if len(settings["kernel_shape"].ints) != 4 or settings["kernel_shape"].ints[0] != 1:
            continue
        second = maker[pool.input[0]]
        first, squeeze = maker[second.input[0]], reader[pool.output[0]]
        around = [first.op_type, second.op_type, squeeze.op_type]
        if around != ["Unsqueeze", "Unsqueeze", "Squeeze"]:
            continue
        if not any(one.name == "channel_axis" for one in graph.initializer):
            axis = onnx.numpy_helper.from_array(np.array([1], np.int64), "channel_axis")
            graph.initializer.append(axis)
        second.input[0], second.input[1] = first.input[0], "channel_axis"
        squeeze.input[1] = "channel_axis"
        graph.node.remove(first)
        for name in {"kernel_shape", "strides", "dilations"} & settings.keys():
            del settings[name].ints[0]
        if "pads" in settings:  # the beginnings of all axes, then their ends
            del settings["pads"].ints[4], settings["pads"].ints[0]
    del graph.value_info[:]  # the sizes in between are others now
    # ONNX Runtime warns of constants that nothing reads.
    used = {name for node in graph.node for name in node.input}
    for constant in [one for one in graph.initializer if one.name not in used]:
        graph.initializer.remove(constant)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


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
            stderr_held_back(),
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
