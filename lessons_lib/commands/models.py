"""``models``: train anew, on the full data, the models that later episodes start from."""

import hashlib
import json
import os

from lessons_lib.commands.environment import ROOT

FOLDER = ROOT / "data" / "models"
SEED = 42


def _save_without_optimizer(model, path):
    """Save weights and structure only: later episodes don't train it on."""
    unfinished = path.with_name(f"unfinished-{path.name}")
    bare = type(model).from_config(model.get_config())
    bare.set_weights(model.get_weights())
    bare.save(unfinished)
    unfinished.replace(path)


def run(arguments):
    """Train the dropout network of episode 4 and store it with its hash."""
    os.environ["LESSONS_DATA"] = "full"
    from lessons_lib.models import create_model_dropout
    from lessons_lib.training import DROPOUT_EPOCHS, train

    model, history = train(create_model_dropout, SEED, DROPOUT_EPOCHS)
    path = FOLDER / "dropout.keras"
    FOLDER.mkdir(parents=True, exist_ok=True)
    _save_without_optimizer(model, path)
    manifest = {
        "dropout": {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "seed": SEED,
            "command": "python -m lessons_lib models",
            "metrics": {name: round(values[-1], 4) for name, values in history.items()},
        }
    }
    (FOLDER / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(
        f"{path.relative_to(ROOT)}: validation accuracy {history['val_accuracy'][-1]:.3f}"
    )
    return 0
