"""Copies of the course, each broken on purpose in one way: each must be caught, by name."""

import copy
import os
import re
import subprocess
import sys

import contract
import nbformat
import pytest

from lessons_lib import freshness, notebooks


@pytest.fixture
def intro():
    return copy.deepcopy(notebooks.read(notebooks.NOTEBOOKS / "01-introduction.ipynb"))


@pytest.fixture
def build():
    return copy.deepcopy(notebooks.read(notebooks.NOTEBOOKS / "03-build.ipynb"))


def cell_with(notebook, text, tag=None):
    return next(
        cell
        for cell in notebook.cells
        if text in cell.source and (tag is None or tag in notebooks.tags(cell))
    )


def only_complaint(notebook, number, pattern):
    """The break is caught, and nothing else is complained about."""
    found = contract.complaints(notebook, number)
    assert [complaint for complaint in found if re.search(pattern, complaint)], found
    stale = "stored outputs are stale"
    assert [c for c in found if not re.search(pattern, c) and stale not in c] == []


def test_code_changed_after_its_outputs_were_stored(intro):
    cell_with(intro, "model_intro.fit").source += "\nmodel_intro.name"
    only_complaint(intro, "01", "stored outputs are stale")


def test_a_comment_changed_is_not_stale(intro):
    cell_with(intro, "model_intro.fit").source += "\n# said in other words"
    assert contract.complaints(intro, "01") == []


def test_library_changed_after_outputs_were_stored(intro, monkeypatch, tmp_path):
    intro.cells.append(
        nbformat.v4.new_code_cell("from lessons_lib.models import create_model_intro")
    )
    before = freshness.source_hash(intro)
    changed = tmp_path / "models.py"
    changed.write_text(
        (freshness.PACKAGE / "models.py").read_text().replace("filters=16", "filters=17")
    )
    real = freshness._module_file
    monkeypatch.setattr(
        freshness,
        "_module_file",
        lambda name: changed if name == "lessons_lib.models" else real(name),
    )
    assert freshness.source_hash(intro) != before


def test_a_cell_not_executed(intro):
    cell_with(intro, "model_intro.fit").execution_count = None
    only_complaint(intro, "01", "was not executed in order")


def test_an_error_among_the_outputs(intro):
    error = nbformat.v4.new_output("error", ename="ValueError", evalue="no", traceback=[])
    cell_with(intro, "model_intro.fit").outputs.append(error)
    only_complaint(intro, "01", "holds an error: ValueError")


def test_noise_among_the_outputs(intro):
    noise = nbformat.v4.new_output("stream", name="stderr", text="oneDNN custom operations")
    cell_with(intro, "model_intro.fit").outputs.append(noise)
    only_complaint(intro, "01", "wrote to stderr: oneDNN")


def test_outputs_from_the_sample(intro):
    intro.metadata["lessons"]["data"] = "sample"
    only_complaint(intro, "01", "not from the full data")


def test_a_drawn_picture_without_alt_text(intro):
    drawing = next(
        cell for cell in intro.cells if "image" in cell.metadata.get("mystnb", {})
    )
    del drawing.metadata["mystnb"]["image"]
    only_complaint(intro, "01", f"{drawing.id} draws a picture without alt text")


def test_a_figure_without_alt_text(build):
    cell = cell_with(build, ":::{figure}")
    cell.source = re.sub(r"^:alt:.*\n", "", cell.source, flags=re.MULTILINE)
    only_complaint(build, "03", f"{cell.id} has a figure without alt text")


def test_a_drifted_blank(build):
    cell = cell_with(build, "layers.Conv2D", tag="solution")
    cell.source = cell.source.replace("Conv2D(", "Conv3D(", 1)
    only_complaint(
        build, "03", r"the blank of challenge \w+ is not its solution with holes"
    )


def test_a_challenge_without_a_check(build):
    check = next(cell for cell in build.cells if "check" in notebooks.tags(cell))
    check.metadata["tags"].remove("check")
    only_complaint(build, "03", "has no check after its solution")


def test_an_inline_function_that_left_the_library(build):
    cell = cell_with(build, "def create_model_intro", tag="solution")
    cell.source = cell.source.replace("units=64", "units=65")
    only_complaint(build, "03", "create_model_intro is written differently here")


def test_a_claim_that_was_not_asserted(intro):
    cell = next(cell for cell in intro.cells if "claim" in notebooks.tags(cell))
    cell.outputs[0].text = "Claim not asserted (it needs the full data): so it is\n"
    only_complaint(intro, "01", "asserts nothing|was not asserted")


def test_an_import_of_one_backend(build):
    cell_with(build, "import keras").source += "\nimport tensorflow as tf"
    only_complaint(build, "03", "imports a backend")


def test_steps_per_execution_that_one_backend_refuses(build):
    cell_with(build, "import keras").source += "\ndict(steps_per_execution=25)"
    only_complaint(build, "03", "PyTorch knows no number but 1")


def test_a_path_of_one_machine(build):
    cell = next(cell for cell in build.cells if cell.get("outputs"))
    cell.outputs.append(nbformat.v4.new_output("stream", text="/home/me/course/data"))
    only_complaint(build, "03", "shows a path of one machine: /home/me")


SMALL = [
    "print('a shape:', (40000, 32, 32, 3))",
    "from lessons_lib.claims import claim\nclaim('two and two make four', 2 + 2 == 4)",
    "print('unimportant')",
]


def small_notebook(path, sources, texts):
    """Write a notebook with one line of stored output for each cell."""
    cells = []
    for number, (source, text) in enumerate(zip(sources, texts, strict=True), start=1):
        output = nbformat.v4.new_output("stream", name="stdout", text=text + "\n")
        cell = nbformat.v4.new_code_cell(source, execution_count=number, outputs=[output])
        cell.metadata["tags"] = ["nbval-check-output"]
        cells.append(cell)
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, path)


STORED = [
    "a shape: (40000, 32, 32, 3)",
    "Claim asserted: two and two make four",
    "unimportant",
]


@pytest.mark.parametrize(
    ("changed", "stored", "message"),
    [
        (SMALL, STORED, "3 passed"),
        (SMALL, ["a shape: (4000, 32, 32, 3)", *STORED[1:]], "3 passed"),
        (
            SMALL,
            ["a shape: (40000, 32, 32, 4)", *STORED[1:]],
            "Cell 0: Cell outputs differ",
        ),
        ([SMALL[0], SMALL[1].replace("== 4", "== 5"), SMALL[2]], STORED, "ClaimError"),
        ([SMALL[0], SMALL[1], "raise ValueError('broken')"], STORED, "ValueError: broken"),
        ([SMALL[0], SMALL[1], "import not_there"], STORED, "ModuleNotFoundError"),
    ],
    ids=[
        "as it is",
        "other size",
        "stale number",
        "false claim",
        "failing cell",
        "no module",
    ],
)
def test_the_runner_catches_it(tmp_path, root, changed, stored, message):
    path = tmp_path / "small.ipynb"
    small_notebook(path, changed, stored)
    config = root / "tests" / "notebooks" / "sanitize.cfg"
    command = [sys.executable, "-m", "pytest", "--nbval-lax", path, "--rootdir", tmp_path]
    result = subprocess.run(
        [*command, f"--nbval-sanitize-with={config}"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "LESSONS_DATA": "sample", "LESSONS_CLAIMS_LOG": os.devnull},
        check=False,
    )
    # Tracebacks come in colors.
    shown = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout)
    assert message in shown
    assert (result.returncode == 0) == (message == "3 passed")
