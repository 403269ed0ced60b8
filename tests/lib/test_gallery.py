from types import SimpleNamespace

import matplotlib as mpl
import pytest

mpl.use("agg")
import matplotlib.pyplot as plt

from lessons_lib.gallery import draw_beside, first_and_last


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def training(loss, accuracy):
    """A stand-in for what `fit` returns; the validation is one tenth worse."""
    return SimpleNamespace(
        history={
            "loss": loss,
            "accuracy": accuracy,
            "val_loss": [value + 0.1 for value in loss],
            "val_accuracy": [value - 0.1 for value in accuracy],
        }
    )


@pytest.fixture
def here():
    return training([5.0, 2.3], [0.2, 0.3])


@pytest.fixture
def reference():
    return training([2.0, 1.5, 1.2], [0.3, 0.5, 0.6])


def test_each_panel_has_both_trainings_the_reference_behind(here, reference):
    fig = draw_beside(here, reference, "too high")
    for axis, metric in zip(fig.axes, ("loss", "accuracy"), strict=True):
        drawn = [list(line.get_ydata()) for line in axis.lines]
        for prefix in ("", "val_"):
            behind = drawn.index(reference.history[prefix + metric])
            assert behind < drawn.index(here.history[prefix + metric])
        assert len(drawn) == 4
    assert fig.get_suptitle() == "too high"


def test_the_lines_differ_in_more_than_their_color(here, reference):
    fig = draw_beside(here, reference, "too high")
    for axis in fig.axes:
        looks = {(line.get_linestyle(), line.get_marker()) for line in axis.lines}
        assert len(looks) == 4


def test_epochs_are_counted_from_one_and_may_differ_in_number(here, reference):
    axis = draw_beside(here, reference, "too high").axes[0]
    assert {tuple(line.get_xdata()) for line in axis.lines} == {(1, 2), (1, 2, 3)}


def test_the_legend_calls_the_reference_by_its_name(here, reference):
    fig = draw_beside(here, reference, "too high", reference_name="with weights")
    texts = [text.get_text() for text in fig.legends[0].get_texts()]
    assert texts == [
        "training, with weights",
        "training, here",
        "validation, with weights",
        "validation, here",
    ]


def test_accuracy_is_drawn_from_0_to_1(here, reference):
    assert draw_beside(here, reference, "too high").axes[1].get_ylim() == (0, 1)


def test_the_table_has_a_row_for_each_training(here, reference):
    table = first_and_last(reference=reference, too_high=here)
    assert list(table.index) == ["reference", "too high"]
    assert table.loc["too high"].to_dict() == pytest.approx(
        {
            "epochs": 2,
            "first loss": 5.0,
            "last loss": 2.3,
            "last accuracy": 0.3,
            "last val. accuracy": 0.2,
        }
    )
    assert table["epochs"].tolist() == [3, 2]
    assert table["epochs"].dtype.kind == "i"


@pytest.mark.parametrize(
    "show",
    [
        lambda kept, reference: draw_beside(kept, reference, "no validation"),
        lambda kept, reference: draw_beside(reference, kept, "no validation"),
        lambda kept, reference: first_and_last(here=kept),
    ],
    ids=["drawn", "behind", "table"],
)
def test_a_training_without_validation_is_refused(show, reference):
    with pytest.raises(KeyError, match="val_"):
        show(SimpleNamespace(history={"loss": [1.0], "accuracy": [0.5]}), reference)
