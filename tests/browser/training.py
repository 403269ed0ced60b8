"""Ask the scripts of "Train one here" for numbers, outside of any browser."""

import json
import subprocess
import sys
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))

from course import training_data  # noqa: E402
from course.training_page import percent  # noqa: E402

NODE = compute_driver_executable()[0]
ANSWERS = Path(__file__).parent / "scripts" / "training-answers.js"
RECORDED = ROOT / "book" / "explore" / "training-run.json"
USUAL = {"rate": 0.001, "batch": 32, "dropout": 0, "seed": 1}
EPOCHS = 30


def answer(ask, **request):
    """Let the scripts compute something; what can be asked stands in ``ANSWERS``."""
    scripts = [
        name for name in training_data.WORKER_SCRIPTS if name != "training-worker.js"
    ]
    done = subprocess.run(
        [NODE, ANSWERS],
        input=json.dumps({"ask": ask, "scripts": scripts, **request}),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def runs(*changes, epochs=EPOCHS):
    """Train on the page's own pictures, with the usual settings but for the changes."""
    settings = [USUAL | change for change in changes]
    packed = training_data.packed(*training_data.small_pictures())
    return answer("runs", packed=packed, settings=settings, epochs=epochs)


def as_cells(epochs):
    """Write epochs as the page's table does."""
    return [
        [
            str(number),
            f"{epoch['loss']:.3f}",
            f"{epoch['validationLoss']:.3f}",
            percent(epoch["accuracy"]),
            percent(epoch["validationAccuracy"]),
        ]
        for number, epoch in enumerate(epochs, start=1)
    ]


def record():
    """Record the run that the page shows before anybody trains."""
    [run] = runs({})
    epochs = [
        {name: round(value, 6) for name, value in epoch.items()} for epoch in run["epochs"]
    ]
    text = json.dumps({"settings": USUAL, "epochs": epochs}, indent=1)
    RECORDED.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
