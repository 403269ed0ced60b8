"""Walk a model from its input to its output, one layer after the other."""

from lessons_lib.web_model.refusal import WebModelError

# The two kinds of model whose order of layers is known without running them.
SEQUENTIAL_LIKE = ("Sequential", "Functional")


def layers_in_order(model):
    """List the layers of a model in the order in which a picture passes through them.

    Parameters
    ----------
    model : keras.Model
        A model inside it, such as a trained one behind a `Rescaling` layer, is walked
        as well.

    Returns
    -------
    list of keras.Layer
        Without the input layers.

    Raises
    ------
    WebModelError
        If the model is no single chain of layers.
    """
    _require_chain(model)
    layers = []
    for layer in model.layers:
        if type(layer).__name__ in SEQUENTIAL_LIKE:
            layers += layers_in_order(layer)
        elif type(layer).__name__ != "InputLayer":
            layers.append(layer)
    return layers


def _require_chain(model):
    kind = type(model).__name__
    if kind not in SEQUENTIAL_LIKE:
        raise WebModelError(
            f"{model.name} ({kind}) is a model with a program of its own; only Sequential "
            "and functional models can be walked layer by layer."
        )
    if not model.built:
        raise WebModelError(
            f"{model.name} does not know the size of its input: start it with "
            "keras.Input(shape=…)."
        )
    for what, tensors in (("inputs", model.inputs), ("outputs", model.outputs)):
        if len(tensors) != 1:
            raise WebModelError(f"{model.name} has {len(tensors)} {what}, not one.")
    # A Sequential can't branch, and tells nothing about connections.
    for layer in model.get_config()["layers"] if kind == "Functional" else ():
        if len(layer["inbound_nodes"]) > 1:
            raise WebModelError(
                f"{layer['name']} ({layer['class_name']}) is used more than once, so that "
                f"{model.name} is no chain of layers."
            )
