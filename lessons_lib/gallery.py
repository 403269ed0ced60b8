"""Plumbing of the gallery of things that go wrong: curves beside a reference, and their ends."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.ticker import MaxNLocator

# Line style and marker tell the lines apart; gray and blue only repeat it.
_LINES = {"": ("training", "-", "o"), "val_": ("validation", "--", "s")}
_PANELS = {"loss": "loss (mean cross-entropy)", "accuracy": "accuracy (fraction)"}


def draw_beside(history, reference, title, reference_name="reference"):
    """Draw loss and accuracy of a training in front of those of another one.

    Parameters
    ----------
    history : keras.callbacks.History
        What ``fit`` returned, with validation data and a metric ``accuracy``.
        Drawn in blue with markers; the legend says "here".
    reference : keras.callbacks.History
        The same of the training to compare with; it may have another number of
        epochs. Drawn in gray, without markers.
    title : str
        Text above the two panels.
    reference_name : str, default "reference"
        What the legend calls the gray lines.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels, loss and accuracy, against the epoch; accuracy from 0 to 1.

    Raises
    ------
    KeyError
        If a training had no validation data or no metric ``accuracy``.
    """
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
    fig.suptitle(title)
    for axis, (metric, label) in zip(axes, _PANELS.items(), strict=True):
        for prefix, (part, style, marker) in _LINES.items():
            _draw(
                axis,
                reference.history[prefix + metric],
                label=f"{part}, {reference_name}",
                linestyle=style,
                color="0.6",
                linewidth=2.5,
            )
            _draw(
                axis,
                history.history[prefix + metric],
                label=f"{part}, here",
                linestyle=style,
                color="C0",
                marker=marker,
                markersize=5,
                markerfacecolor="white",
            )
        epochs = max(len(kept.history[metric]) for kept in (history, reference))
        axis.set(xlabel="epoch", ylabel=label, xlim=(0.5, epochs + 0.5))
        axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes[1].set_ylim(0, 1)
    fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=4)
    return fig


def _draw(axis, values, **look):
    axis.plot(range(1, len(values) + 1), values, **look)


def first_and_last(**histories):
    """Put the beginning and the end of some trainings into a table.

    Parameters
    ----------
    **histories : keras.callbacks.History
        What ``fit`` returned, by the name that the row is to have; underscores
        become spaces.

    Returns
    -------
    pandas.DataFrame
        One row a training: its epochs, the training loss of the first and of the
        last epoch, and training and validation accuracy of the last one.

    Raises
    ------
    KeyError
        If a training had no validation data or no metric ``accuracy``.
    """
    return pd.DataFrame(
        {
            name.replace("_", " "): {
                "epochs": len(kept.history["loss"]),
                "first loss": kept.history["loss"][0],
                "last loss": kept.history["loss"][-1],
                "last accuracy": kept.history["accuracy"][-1],
                "last val. accuracy": kept.history["val_accuracy"][-1],
            }
            for name, kept in histories.items()
        }
    ).T.astype({"epochs": int})
