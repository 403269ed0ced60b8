"""Checks of the notebook on transfer learning: what is trained, and what is frozen."""

from lessons_lib.check.answer import Mistake
from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import compare_count, model_in
from lessons_lib.check.values import is_a

_FLAT = 7 * 7 * 768
_DENSE = (_FLAT + 1) * 1024
_OUTPUT = 1024 + 1
_HEAD = _DENSE + _OUTPUT
_POOLED_HEAD = (768 + 1) * 1024 + _OUTPUT
_BACKBONE = 8_975_264


@Check
def count_trainable(answer):
    """Want the parameters of the head, behind flattening and behind global pooling."""
    compare_count(
        answer, "flat_length", _FLAT,
        (7 * 7, "the positions of one map, and there are 768 maps."),
        (768, "the number of maps, and each has 7 × 7 numbers."),
        (7 * 768, "one row of positions only; the maps have 7 rows."),
    )  # fmt: skip
    compare_count(
        answer, "dense_parameters", _DENSE,
        (_FLAT * 1024, "the weights alone. Each unit has a bias as well."),
        (_FLAT * 1024 + 1, "one bias for all units; each unit has its own."),
        (_FLAT + 1024, "a sum. Each of the numbers has a weight to each of the units."),
        (_FLAT * 1025, "a bias for every number of the input. Biases belong to the units."),
    )  # fmt: skip
    compare_count(
        answer, "output_parameters", _OUTPUT,
        (1024, "the weights alone. The one unit has a bias as well."),
        (2 * _OUTPUT, "two units. With a sigmoid, one is enough for two classes."),
        (1, "the number of units. It has a weight for each of its inputs."),
    )  # fmt: skip
    compare_count(
        answer, "trainable", _HEAD,
        (_HEAD + _BACKBONE, "all parameters. Those of the frozen layers are not trained."),
        (_DENSE, "the first dense layer alone; the output layer is trained as well."),
        (_BACKBONE, "the parameters of the frozen layers: those that are not trained."),
    )  # fmt: skip
    compare_count(
        answer, "trainable_with_pooling", _POOLED_HEAD,
        (_HEAD, "the same head as before. Pooling leaves one number of each of the 768 maps."),
        (_POOLED_HEAD - _OUTPUT, "the first dense layer alone; add the output layer."),
        ((49 + 1) * 1024 + _OUTPUT, "a head on 49 numbers. Pooling is over positions, "
                                    "and leaves one number of each map."),
    )  # fmt: skip
    return "Flatten makes the head large: with global pooling it has a fiftieth of the weights."


@Check
def freeze_the_backbone(answer):
    """Want a compiled model in which only the head on the frozen copy can learn."""
    model, copy = model_in(answer, "transfer_model"), model_in(answer, "frozen")
    inner = [layer for layer in model.layers if is_a(layer, "Model")]
    if not inner:
        raise Mistake("There is no backbone in your model. Call `frozen` on the inputs.")
    if inner[0] is not copy:
        raise Mistake(
            "Your head stands on another network than the copy that you have frozen. Let "
            "`frozen` make the features."
        )
    _compare_trainable(model, copy)
    _compare_two_class_loss(model)
    return "Only the head's kernel and bias can learn."


def _compare_trainable(model, backbone):
    if not model.trainable_weights:
        raise Mistake("Nothing in your model can learn: the head is frozen as well.")
    left = backbone.trainable_weights
    if not left:
        return
    if all(layer.trainable for layer in backbone.layers if layer.weights):
        raise Mistake(
            f"Nothing is frozen: all {len(left)} arrays of the backbone that can learn still "
            "would. Set its `trainable`."
        )
    thawed = [layer.name for layer in backbone.layers if layer.trainable_weights]
    raise Mistake(
        f"A part of the backbone still learns: {', '.join(f'`{name}`' for name in thawed)}. "
        "Freeze it as a whole."
    )


def _compare_two_class_loss(model):
    if not model.compiled:
        raise Mistake("`transfer_model` is not compiled: did `compile` stop with an error?")
    loss = model.loss if type(model.loss) is str else getattr(model.loss, "name", None)
    loss = loss or getattr(model.loss, "__name__", type(model.loss).__name__)
    plain = str(loss).lower().replace("_", "")
    if plain in ("bce", "binarycrossentropy"):
        if getattr(model.loss, "from_logits", False) is True:
            raise Mistake(
                "With `from_logits=True` the loss expects numbers from before the sigmoid; your "
                "head gives probabilities."
            )
        return
    if "sparse" in plain:
        raise Mistake(
            f"Your loss is `{loss}`, which wants one probability a class; your head gives one "
            "number a picture."
        )
    if "categorical" in plain:
        raise Mistake(
            f"Your loss is `{loss}`, for several units with a softmax. With a single unit it "
            "teaches nothing."
        )
    raise Mistake(
        f"Your loss is `{loss}`; for one probability the task asks for the binary cross-entropy."
    )
