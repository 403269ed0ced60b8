"""What this course adds to Jupyter Book; one module for each concern."""

import sys
from pathlib import Path

# The reference pages import lessons_lib, and so do the modules beside this one.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from course import (
    accessible,
    bundles,
    figures,
    icons,
    kernel_playground,
    lighter,
    marks,
    mathml,
    network,
    pages,
    policy,
    repository,
    training_data,
    widgets,
)

PARTS = (
    accessible,
    bundles,
    figures,
    icons,
    kernel_playground,
    lighter,
    marks,
    mathml,
    network,
    pages,
    policy,
    repository,
    training_data,
    widgets,
)


def setup(app):
    """Connect the parts to Sphinx."""
    for part in PARTS:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
