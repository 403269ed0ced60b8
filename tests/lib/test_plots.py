from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("agg")
import matplotlib.pyplot as plt

from lessons_lib.plots import plot_history, show_images, show_matrix


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def test_a_grid_with_a_title_for_each_picture():
    images = np.zeros((7, 4, 4, 3), "uint8")
    fig = show_images(images, titles=[str(i) for i in range(7)], columns=5)
    assert [axis.get_title() for axis in fig.axes[:7]] == list("0123456")
    assert len(fig.axes) == 10


def test_gray_pictures_and_fewer_than_a_row():
    assert len(show_images(np.zeros((2, 4, 4)), columns=5).axes) == 2


def test_no_pictures_are_refused():
    with pytest.raises(ValueError, match="no pictures"):
        show_images([])


def test_titles_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="3 pictures need as many titles, not 1"):
        show_images(np.zeros((3, 4, 4)), titles=["one"])


def test_a_matrix_shows_every_number_and_the_frame():
    axis = show_matrix([[1, 2.5], [-3, 4]], title="numbers", highlight=(0, 0, 1, 2))
    assert [text.get_text() for text in axis.texts] == ["1", "2.5", "-3", "4"]
    assert axis.get_title() == "numbers"
    assert len(axis.patches) == 1


def test_curves_are_counted_from_the_first_epoch():
    history = SimpleNamespace(
        history={
            "loss": [2.0, 1.5],
            "val_loss": [1.9, 1.6],
            "accuracy": [0.2, 0.4],
            "val_accuracy": [0.3, 0.35],
        }
    )
    fig = plot_history(history, "a training")
    assert [axis.get_ylabel()[:4] for axis in fig.axes] == ["loss", "accu"]
    assert list(fig.axes[0].lines[0].get_xdata()) == [1, 2]


def test_a_training_without_validation_is_refused():
    with pytest.raises(KeyError, match="val_loss"):
        plot_history(SimpleNamespace(history={"loss": [1.0]}), "a training")
