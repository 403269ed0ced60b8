"""Pictures of data and of trainings."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns


def show_images(images, titles=None, columns=5, scale=1.6):
    """Draw pictures in a grid, each with its title.

    Parameters
    ----------
    images : array_like, shape (n, height, width, 3) or (n, height, width)
        uint8 from 0 to 255 or floats from 0 to 1; without channels they are
        drawn in gray.
    titles : sequence of str, optional
        One title a picture.
    columns : int, default 5
        Pictures in a row.
    scale : float, default 1.6
        Inches for one picture.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ValueError
        If there are no pictures, or not one title for each.
    """
    if len(images) == 0:
        raise ValueError("There are no pictures to show.")
    if titles is not None and len(titles) != len(images):
        raise ValueError(f"{len(images)} pictures need as many titles, not {len(titles)}.")
    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    size = (columns * scale, rows * scale * (1 if titles is None else 1.18))
    fig, axes = plt.subplots(
        rows, columns, figsize=size, squeeze=False, layout="constrained"
    )
    for axis in axes.flat:
        axis.axis("off")
    for index, (axis, image) in enumerate(zip(axes.flat, images, strict=False)):
        axis.imshow(image, cmap="gray")
        if titles is not None:
            axis.set_title(titles[index], fontsize=10)
    return fig


def show_matrix(matrix, title="", highlight=None, ax=None):
    """Draw a matrix as a grid of its numbers, gray by value.

    Parameters
    ----------
    matrix : array_like, shape (rows, columns)
        Numbers to print, whole ones as integers.
    title : str, default ""
        Text above the grid.
    highlight : tuple of (int, int, int, int), optional
        Top row, left column, height and width of a window to frame.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure if not given.

    Returns
    -------
    matplotlib.axes.Axes
    """
    matrix = np.asarray(matrix)
    if ax is None:
        _, ax = plt.subplots(figsize=(0.6 * matrix.shape[1], 0.6 * matrix.shape[0] + 0.4))
    low, high = matrix.min(), matrix.max()
    # Faded, so that dark digits stand out on every gray.
    ax.imshow(matrix, cmap="gray", vmin=low - 2.5 * max(high - low, 1), vmax=high)
    for row, column in np.ndindex(matrix.shape):
        ax.text(
            column, row, f"{matrix[row, column]:g}", ha="center", va="center", fontsize=9
        )
    ax.set(title=title, xticks=[], yticks=[])
    if highlight is not None:
        top, left, height, width = highlight
        frame = plt.Rectangle(
            (left - 0.5, top - 0.5), width, height, fill=False, edgecolor="C3", linewidth=3
        )
        frame.set_clip_on(False)
        ax.add_patch(frame)
    return ax


def plot_history(history, title):
    """Draw loss and accuracy of a training, epoch by epoch.

    Episode 4 writes this function out; episode 5 imports it.

    Parameters
    ----------
    history : keras.callbacks.History
        What ``fit`` returned, with validation data and a metric ``accuracy``.
    title : str
        Text above the two panels.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    KeyError
        If the training had no validation data or no metric ``accuracy``.
    """
    # one row an epoch, counted from 1
    curves = pd.DataFrame(history.history)
    curves.index += 1

    fig, axes = plt.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    fig.suptitle(title)
    sns.lineplot(data=curves[["loss", "val_loss"]], ax=axes[0])
    axes[0].set(xlabel="epoch", ylabel="loss (mean cross-entropy)")
    sns.lineplot(data=curves[["accuracy", "val_accuracy"]], ax=axes[1])
    axes[1].set(xlabel="epoch", ylabel="accuracy (fraction)")
    return fig
