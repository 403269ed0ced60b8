"""The network that a page computes: its weights and its pictures, as scripts.

Keras takes seconds to start, so it does so in a process of its own, while Sphinx reads.
"""

import subprocess
import sys
from pathlib import Path

from sphinx.errors import ExtensionError

from lessons_lib.data import trained_model_path
from lessons_lib.web_model import samples_script

ROOT = Path(__file__).resolve().parents[3]


class Export:
    """The trained model of the course on its way into the built site."""

    def start(self, app):
        """Write the pictures, and have the weights written."""
        static = Path(app.outdir) / "_static"
        static.mkdir(parents=True, exist_ok=True)
        (static / "network-samples.js").write_text(samples_script(), encoding="utf-8")
        command = ["-m", "lessons_lib", "export-web", trained_model_path("dropout")]
        self.process = subprocess.Popen(
            [sys.executable, *command, static / "network-weights.js"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def finish(self, app, env):
        """Wait for the weights: the pages name each script with a sum of its content."""
        _, errors = self.process.communicate()
        if self.process.returncode:
            raise ExtensionError(f"The network was not exported: {errors}")
        return []


def setup(app):
    """Start with the build, and be done when everything is read."""
    export = Export()
    app.connect("builder-inited", export.start)
    app.connect("env-updated", export.finish)
