"""Checks of the challenges, hints and solutions, for the notebooks.

After filling a blank, run the check of its challenge; it takes no argument and
reads the notebook's names::

    from lessons_lib import check
    check.input_layer()

``check.hint("input_layer")`` shows a hint, ``check.solution("input_layer")``
puts the solution into the next cell, and ``check.give_up("input_layer")`` runs
it for you. Type ``check.`` and press Tab to see all checks.
"""

from lessons_lib.check.augmenting import mirror_half
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
from lessons_lib.check.calibrating import (
    read_the_reliability_diagram,
    temperature_scaling,
)
from lessons_lib.check.cats_and_dogs import augment_in_training, two_class_output
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
from lessons_lib.check.dense_against_convolutional import (
    dense_memory,
    fewer_parameters,
    shuffle_pixels,
)
from lessons_lib.check.digits import read_the_digits
from lessons_lib.check.evaluate import (
    baseline,
    precision_recall,
    predict_class_names,
    read_the_confusion_matrix,
    test_set_size,
)
from lessons_lib.check.fast_network import count_fast
from lessons_lib.check.frozen import count_trainable, freeze_the_backbone
from lessons_lib.check.gallery_numbers import too_good_to_be_true
from lessons_lib.check.gallery_trainings import (
    last_layer_and_loss,
    spoiled_data,
    steps_that_lead_nowhere,
)
from lessons_lib.check.guide import give_up, hint, solution
from lessons_lib.check.image_data import class_balance, one_hot, prepare_dataset, resize
from lessons_lib.check.introduction import (
    explain_the_shapes,
    predict_another,
    steps_per_epoch,
)
from lessons_lib.check.learning_rates import one_cycle
from lessons_lib.check.mending import mend_the_recipe, overfit_one_batch
from lessons_lib.check.pooling_by_hand import pool_by_hand, receptive_field
from lessons_lib.check.probabilities import stable_softmax
from lessons_lib.check.pruning import report_and_prune
from lessons_lib.check.reading_studies import read_the_study
from lessons_lib.check.scores import two_networks
from lessons_lib.check.search_space import search_space
from lessons_lib.check.share import (
    model_card,
    onnx_parity,
    rescaling_inside,
    save_and_load,
)
from lessons_lib.check.single_pictures import find_the_odd_pictures, single_prediction
from lessons_lib.check.transfer import cut_at_mixed7, own_preprocessing
from lessons_lib.check.tuning import tune_activation, tune_dropout, what_next
from lessons_lib.check.whitening import whitening_filters
from lessons_lib.check.worth import what_each_step_is_worth

__all__ = [
    "augment_in_training",
    "baseline",
    "class_balance",
    "compile",
    "conv2d",
    "count_fast",
    "count_parameters",
    "count_trainable",
    "create_model_dropout",
    "create_model_intro",
    "cross_entropy_by_hand",
    "cut_at_mixed7",
    "dense",
    "dense_memory",
    "does_dropout_help",
    "explain_the_shapes",
    "fewer_parameters",
    "filter_gradient",
    "find_the_odd_pictures",
    "fit",
    "flatten",
    "freeze_the_backbone",
    "give_up",
    "gradient_check",
    "gradient_step",
    "hidden_stack",
    "hint",
    "input_gradient",
    "input_layer",
    "last_layer_and_loss",
    "learning_rate",
    "mend_the_recipe",
    "mirror_half",
    "model_card",
    "one_cycle",
    "one_hot",
    "one_output_value",
    "onnx_parity",
    "output_layer",
    "overfit_one_batch",
    "own_preprocessing",
    "padding_stride",
    "pool_by_hand",
    "pooling",
    "precision_recall",
    "predict_another",
    "predict_class_names",
    "prepare_dataset",
    "read_the_confusion_matrix",
    "read_the_curves",
    "read_the_digits",
    "read_the_reliability_diagram",
    "read_the_study",
    "receptive_field",
    "report_and_prune",
    "rescaling_inside",
    "resize",
    "save_and_load",
    "search_space",
    "shuffle_pixels",
    "single_prediction",
    "solution",
    "spoiled_data",
    "stable_softmax",
    "steps_per_epoch",
    "steps_that_lead_nowhere",
    "temperature_scaling",
    "test_set_size",
    "too_good_to_be_true",
    "tune_activation",
    "tune_dropout",
    "two_class_output",
    "two_networks",
    "vertical_edge_kernel",
    "what_each_step_is_worth",
    "what_next",
    "whitening_filters",
]


def __dir__():
    """List what a learner may call: Tab shows this and not the modules behind it."""
    return __all__
