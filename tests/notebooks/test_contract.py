import contract
import pytest

from lessons_lib import notebooks

EPISODES = [
    "01-introduction",
    "02-image-data",
    "03-build",
    "04-compile-and-fit",
    "05-evaluate",
    "06-share",
]
DEEP_DIVES = [
    "11-convolution-by-hand",
    "12-softmax-and-cross-entropy",
    "13-back-propagation",
    "14-dense-against-convolutional",
    "15-cats-against-dogs",
    "16-transfer-learning",
    "17-the-same-minutes",
    "18-tuning",
    "21-what-goes-wrong",
]

# The 22 challenges of the lesson that the episodes are built on.
CHALLENGES = {
    "01-introduction": {"explain_the_shapes"},
    "02-image-data": {"prepare_dataset", "class_balance"},
    "03-build": {
        "input_layer",
        "conv2d",
        "pooling",
        "dense",
        "flatten",
        "hidden_stack",
        "output_layer",
        "create_model_intro",
    },
    "04-compile-and-fit": {
        "compile",
        "fit",
        "read_the_curves",
        "create_model_dropout",
        "does_dropout_help",
    },
    "05-evaluate": {
        "test_set_size",
        "predict_class_names",
        "read_the_confusion_matrix",
        "tune_dropout",
        "tune_activation",
        "what_next",
    },
    "06-share": set(),
}


def test_the_notebooks_are_all_there():
    assert [path.stem for path in notebooks.paths()] == EPISODES + DEEP_DIVES


def test_the_22_challenges_are_counted_right():
    assert sum(len(names) for names in CHALLENGES.values()) == 22


@pytest.mark.parametrize("path", notebooks.paths(), ids=lambda path: path.stem)
def test_a_notebook_keeps_the_contract(path):
    assert contract.complaints(notebooks.read(path), path.name[:2]) == []


@pytest.mark.parametrize("stem", EPISODES)
def test_a_notebook_has_the_challenges_of_its_source(stem):
    notebook = notebooks.read(notebooks.NOTEBOOKS / f"{stem}.ipynb")
    assert CHALLENGES[stem] <= {
        challenge.name for challenge in notebooks.challenges(notebook)
    }


def test_no_two_challenges_of_the_course_share_a_name():
    names = [
        challenge.name
        for path in notebooks.paths()
        for challenge in notebooks.challenges(notebooks.read(path))
    ]
    assert len(names) == len(set(names))
