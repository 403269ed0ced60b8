"""What the page "Train one here" shows before anybody trains: pictures, and a recorded run."""

import base64
import io
import json
import math

import numpy as np
from PIL import Image

from course.training_data import small_pictures

SHOWN_A_CLASS = 10
WHITE = 255


def pictures(root):
    """Show the first training pictures of each class, a row for each."""
    training, _ = small_pictures()
    kind = "data:image/png;base64,"
    alt = (
        f"Three rows of {SHOWN_A_CLASS} coarse pictures of 16 × 16 pixels. Airplanes: dark "
        "or light shapes before sky, grass and runways. Automobiles, from the front and "
        "the side, filling the picture. Frogs: brown on brown, bright green, one pink."
    )
    return f"![{alt}]({kind}{_sheet(training[:, :SHOWN_A_CLASS])}){{.training-pictures}}"


def _sheet(images):
    """Draw pictures in rows with white gaps, and give the PNG in base64."""
    gap = ((0, 0), (0, 0), (1, 1), (1, 1), (0, 0))
    framed = np.pad(images, gap, constant_values=WHITE)
    rows, columns, height, width, channels = framed.shape
    sheet = framed.swapaxes(1, 2).reshape(rows * height, columns * width, channels)
    buffer = io.BytesIO()
    Image.fromarray(sheet).save(buffer, "png", optimize=True)
    return base64.b64encode(buffer.getvalue()).decode()


def recorded_run(root):
    """Read the run that was recorded for the page: its settings and its epochs."""
    path = root / "book" / "explore" / "training-run.json"
    return json.loads(path.read_text(encoding="utf-8"))


def run_table(root):
    """Tabulate the recorded run; the page's script draws its curves from this table."""
    rows = [
        "| Epoch | Loss, training | Loss, validation | Accuracy, training "
        "| Accuracy, validation |",
        "|--:|--:|--:|--:|--:|",
    ]
    for number, epoch in enumerate(recorded_run(root)["epochs"], start=1):
        rows.append(
            f"| {number} | {epoch['loss']:.3f} | {epoch['validationLoss']:.3f} "
            f"| {percent(epoch['accuracy'])} | {percent(epoch['validationAccuracy'])} |"
        )
    return "\n".join(rows)


def percent(share):
    """Write a share as the page's script does: halves are rounded up.

    Parameters
    ----------
    share : float
        From 0 to 1.

    Returns
    -------
    str
        With one decimal.
    """
    return f"{math.floor(1000 * share + 0.5) / 10:.1f}\N{NO-BREAK SPACE}%"


GENERATED = {"training-pictures": pictures, "training-run": run_table}
