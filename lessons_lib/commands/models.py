"""``models``: train anew, on the full data, the models that later episodes start from."""

import hashlib
import json
import os
import tempfile
from pathlib import Path

from lessons_lib.commands.environment import ROOT
from lessons_lib.commands.writing import write_bytes, write_text

FOLDER = ROOT / "data" / "models"
SEED = 42


def _saved_without_optimizer(model):
    """Give the file of weights and structure only: later episodes don't train it on."""
    bare = type(model).from_config(model.get_config())
    bare.set_weights(model.get_weights())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        bare.save(path)
        return path.read_bytes()


def run(arguments):
    """Train the dropout network of episode 4 and store it with its hash."""
    os.environ["LESSONS_DATA"] = "full"
    from lessons_lib.models import create_model_dropout
    from lessons_lib.training import DROPOUT_EPOCHS, train

    model, history = train(create_model_dropout, SEED, DROPOUT_EPOCHS)
    file = _saved_without_optimizer(model)
    manifest = {
        "dropout": {
            "sha256": hashlib.sha256(file).hexdigest(),
            "seed": SEED,
            "command": "python -m lessons_lib models",
            "metrics": {name: round(values[-1], 4) for name, values in history.items()},
        }
    }
    path = FOLDER / "dropout.keras"
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_bytes(path, file)
    write_text(FOLDER / "manifest.json", json.dumps(manifest, indent=2) + "\n")
    print(
        f"{path.relative_to(ROOT)}: validation accuracy {history['val_accuracy'][-1]:.3f}"
    )
    return 0
