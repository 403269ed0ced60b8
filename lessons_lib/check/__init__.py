"""Checks of the challenges, hints and solutions, for the notebooks.

After filling a blank, run the check of its challenge; it takes no argument and
reads the notebook's names::

    from lessons_lib import check
    check.input_layer()

``check.hint("input_layer")`` shows a hint, ``check.solution("input_layer")``
puts the solution into the next cell, and ``check.give_up("input_layer")`` runs
it for you. Type ``check.`` and press Tab to see all checks.
"""

from lessons_lib.check.back_propagation import (
    filter_gradient,
    gradient_check,
    gradient_step,
    input_gradient,
)
from lessons_lib.check.build import (
    conv2d,
    create_model_intro,
    dense,
    flatten,
    hidden_stack,
    input_layer,
    output_layer,
    pooling,
)
from lessons_lib.check.compile_and_fit import (
    compile,
    create_model_dropout,
    cross_entropy_by_hand,
    does_dropout_help,
    fit,
    learning_rate,
    read_the_curves,
)
from lessons_lib.check.convolution import one_output_value, vertical_edge_kernel
from lessons_lib.check.counting import count_parameters, padding_stride
from lessons_lib.check.evaluate import (
    baseline,
    precision_recall,
    predict_class_names,
    read_the_confusion_matrix,
    test_set_size,
)
from lessons_lib.check.guide import give_up, hint, solution
from lessons_lib.check.image_data import class_balance, one_hot, prepare_dataset, resize
from lessons_lib.check.introduction import (
    explain_the_shapes,
    predict_another,
    steps_per_epoch,
)
from lessons_lib.check.pooling_by_hand import pool_by_hand, receptive_field
from lessons_lib.check.share import (
    model_card,
    onnx_parity,
    rescaling_inside,
    save_and_load,
)
from lessons_lib.check.tuning import tune_activation, tune_dropout, what_next

__all__ = [
    "baseline",
    "class_balance",
    "compile",
    "conv2d",
    "count_parameters",
    "create_model_dropout",
    "create_model_intro",
    "cross_entropy_by_hand",
    "dense",
    "does_dropout_help",
    "explain_the_shapes",
    "filter_gradient",
    "fit",
    "flatten",
    "give_up",
    "gradient_check",
    "gradient_step",
    "hidden_stack",
    "hint",
    "input_gradient",
    "input_layer",
    "learning_rate",
    "model_card",
    "one_hot",
    "one_output_value",
    "onnx_parity",
    "output_layer",
    "padding_stride",
    "pool_by_hand",
    "pooling",
    "precision_recall",
    "predict_another",
    "predict_class_names",
    "prepare_dataset",
    "read_the_confusion_matrix",
    "read_the_curves",
    "receptive_field",
    "rescaling_inside",
    "resize",
    "save_and_load",
    "solution",
    "steps_per_epoch",
    "test_set_size",
    "tune_activation",
    "tune_dropout",
    "vertical_edge_kernel",
    "what_next",
]


def __dir__():
    """List what a learner may call: Tab shows this and not the modules behind it."""
    return __all__
