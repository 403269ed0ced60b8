"""The contract of a canonical notebook (rules 1 to 9), as functions that list complaints.

Each takes a notebook and gives sentences, none if all is well: so the same
functions judge the course and, in tests/red, copies of it broken on purpose.
"""

import ast
import re
from itertools import pairwise

from lessons_lib import (
    calibration,
    freshness,
    models,
    notebooks,
    plain_pictures,
    plots,
    preprocessing,
    softmax,
    training,
    transfer,
    tuning,
)
from lessons_lib.backpropagation import by_keras, gray, layers, measuring
from lessons_lib.challenges import BlankMismatch, match
from lessons_lib.check.verdict import MIME_TYPE
from lessons_lib.convolution import correlation, windows
from lessons_lib.fast import augmentation, batches, mirrored, networks, one_cycle, whitening
from lessons_lib.setup_cell import is_setup_source

COMPARED_CELLS = 5
ALT_LENGTH = 40

# Rule 1: where each function of the library is written out.
INLINE = {
    "01": {"prepare_dataset", "create_model_intro"},
    "02": {"prepare_dataset"},
    "03": {"create_model_intro"},
    "04": {"create_model_dropout", "fit_together", "plot_history"},
    "11": {"cross_correlate", "receptive_fields"},
    "12": {
        "softmax",
        "log_softmax",
        "brier_score",
        "cross_entropy",
        "cross_entropy_gradient",
        "brier_gradient",
        "reliability_bins",
        "expected_calibration_error",
        "temperature_loss",
        "fit_temperature",
    },
    "13": {
        "conv2d_filter_gradient",
        "conv2d_input_gradient",
        "dense_gradients",
        "filter_gradient",
        "input_gradient",
        "keras_gradients",
        "learn_filter",
        "max_pool_gradient",
        "numerical_gradient",
        "relative_error",
        "relu_gradient",
        "softmax_cross_entropy",
        "spread_gradient",
    },
    "15": {"as_plain_picture"},
    "16": {"create_backbone", "create_model_inception"},
    "17": {
        "ShuffledBatches",
        "OneCycle",
        "create_model_fast",
        "cut_patches",
        "whitening_filters",
        "whiten_patches",
        "mirror_half",
        "shift_batch",
        "mirror_and_shift",
        "predict_mirrored",
    },
    "18": {"report_and_prune"},
}
TAUGHT = {
    "prepare_dataset": preprocessing,
    "create_model_intro": models,
    "create_model_dropout": models,
    "fit_together": training,
    "plot_history": plots,
    "cross_correlate": correlation,
    "receptive_fields": windows,
    "softmax": softmax,
    "log_softmax": softmax,
    "brier_score": softmax,
    "cross_entropy": softmax,
    "cross_entropy_gradient": softmax,
    "brier_gradient": softmax,
    "reliability_bins": calibration,
    "expected_calibration_error": calibration,
    "temperature_loss": calibration,
    "fit_temperature": calibration,
    "filter_gradient": gray,
    "input_gradient": gray,
    "learn_filter": gray,
    "numerical_gradient": measuring,
    "relative_error": measuring,
    "keras_gradients": by_keras,
    "spread_gradient": layers,
    "conv2d_filter_gradient": layers,
    "conv2d_input_gradient": layers,
    "relu_gradient": layers,
    "max_pool_gradient": layers,
    "dense_gradients": layers,
    "softmax_cross_entropy": layers,
    "as_plain_picture": plain_pictures,
    "create_backbone": transfer,
    "create_model_inception": transfer,
    "ShuffledBatches": batches,
    "OneCycle": one_cycle,
    "create_model_fast": networks,
    "cut_patches": whitening,
    "whitening_filters": whitening,
    "whiten_patches": whitening,
    "mirror_half": augmentation,
    "shift_batch": augmentation,
    "mirror_and_shift": augmentation,
    "predict_mirrored": mirrored,
    "report_and_prune": tuning,
}


def execution(notebook):
    """Every code cell was run, in order, without error and without noise."""
    for number, cell in enumerate(notebooks.code_cells(notebook), start=1):
        if cell.execution_count != number:
            yield f"cell {cell.id} was not executed in order: run `make outputs`"
        for output in cell.outputs:
            if output.output_type == "error":
                yield f"cell {cell.id} holds an error: {output.ename}: {output.evalue}"
            if output.get("name") == "stderr":
                yield f"cell {cell.id} wrote to stderr: {output.text.strip()[:80]}"


def fresh(notebook):
    """The stored outputs came from this code and this library, on the full data."""
    record = notebook.metadata.get("lessons", {})
    if record.get("data") != "full":
        yield "the stored outputs are not from the full data: run `make outputs`"
    if record.get("source_hash") != freshness.source_hash(notebook):
        yield "the stored outputs are stale: code or library have changed since `make outputs`"


def compared(notebook):
    """Enough cells have their output compared, and each of them has one."""
    cells = notebooks.code_cells(notebook, "nbval-check-output")
    if len(cells) < COMPARED_CELLS:
        yield f"only {len(cells)} cells are compared; {COMPARED_CELLS} are asked for"
    for cell in cells:
        if not cell.outputs:
            yield f"cell {cell.id} is to be compared but stores no output"


def pictures(notebook):
    """Every picture, drawn by a cell or linked, says in words what it shows."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for alt in re.findall(r"!\[(.*?)\]\(", cell.source, flags=re.DOTALL):
                if len(alt) < ALT_LENGTH:
                    yield f"cell {cell.id} links a picture without alt text"
            for figure in re.findall(r"^:::+\{figure\}.*?^:::+", cell.source, re.M | re.S):
                alt = re.search(r"^:alt: *(.*)$", figure, flags=re.M)
                if alt is None or len(alt[1]) < ALT_LENGTH:
                    yield f"cell {cell.id} has a figure without alt text"
        elif any("image/png" in output.get("data", {}) for output in cell.outputs):
            image = cell.metadata.get("mystnb", {}).get("image", {})
            if len(image.get("alt", "")) < ALT_LENGTH:
                yield f"cell {cell.id} draws a picture without alt text"


def portable(notebook):
    """Nothing in it depends on one machine or on one Keras backend."""
    for cell in notebook.cells:
        stored = str(cell.get("outputs", ""))
        found = re.search(r"(?<![\w.])/(home|root|work|tmp|Users)/\w+", stored)
        if found:
            yield f"cell {cell.id} shows a path of one machine: {found[0]}"
    for cell in notebooks.code_cells(notebook):
        if re.search(r"steps_per_execution=\d", cell.source):
            yield f"cell {cell.id} counts steps_per_execution: PyTorch knows no number but 1"
        for node in ast.walk(ast.parse(cell.source)):
            names = [
                alias.name for alias in getattr(node, "names", []) if hasattr(alias, "name")
            ]
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Import | ast.ImportFrom) and any(
                name.split(".")[0] in ("tensorflow", "jax", "torch") for name in names
            ):
                yield f"cell {cell.id} imports a backend: episodes import keras (rule 3)"


def shape(notebook):
    """It opens with a title, an overview and the set-up cell, and ends with key points."""
    text = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    prose = re.sub(r"^```.*?^```", "", "\n\n".join(text), flags=re.M | re.S)
    headings = re.findall(r"^(#+) +(.*)$", prose, flags=re.M)
    levels = [len(marks) for marks, _ in headings]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "there is not exactly one title, at the top"
    for (before, after), (_, title) in zip(pairwise(levels), headings[1:], strict=True):
        if after > before + 1:
            yield f"the heading {title!r} skips a level"
    if "Key points" not in [title for marks, title in headings if len(marks) == 2]:
        yield "there is no section Key points"
    for word in (":class: overview", "**Questions**", "**Objectives**"):
        if word not in prose:
            yield f"the overview lacks {word}"
    setup = notebooks.code_cells(notebook)[0]
    if "setup" not in notebooks.tags(setup) or not is_setup_source(setup.source):
        yield "the first code cell is not the set-up cell"
    for cell in notebook.cells:
        unknown = notebooks.tags(cell) - notebooks.TAGS - notebooks.TOOL_TAGS
        for tag in sorted(unknown):
            yield f"cell {cell.id} has a tag that nothing reads: {tag}"


def claims(notebook):
    """Claims are compared, hidden on the site, and all asserted in the stored outputs."""
    for cell in notebooks.code_cells(notebook, "claim"):
        yield from _hidden_and_compared(cell, "claim")
        shown = "".join(output.get("text", "") for output in cell.outputs)
        if cell.outputs and "Claim asserted: " not in shown:
            yield f"cell {cell.id} is a claim but asserts nothing"
        if "not asserted" in shown:
            yield f"cell {cell.id} stores a claim that was not asserted"
    for cell in notebooks.code_cells(notebook):
        if "claim(" in cell.source and "claim" not in notebooks.tags(cell):
            yield f"cell {cell.id} makes a claim but is not tagged as one"


def checks(notebook):
    """The check of each challenge is its own, and calls the solution right."""
    for challenge in notebooks.challenges(notebook):
        cell = challenge.check
        if cell is None:
            yield f"challenge {challenge.name} has no check after its solution"
            continue
        yield from _hidden_and_compared(cell, "check")
        if not re.fullmatch(rf"check\.{challenge.name}\([^()]*\)", cell.source):
            yield f"cell {cell.id} is not the check of challenge {challenge.name}"
        verdicts = [output.get("data", {}).get(MIME_TYPE) for output in cell.outputs]
        if [verdict and verdict["state"] for verdict in verdicts] != ["right"]:
            yield f"the check of {challenge.name} does not call the solution right"


def _hidden_and_compared(cell, tag):
    missing = {"remove-cell", "nbval-check-output"} - notebooks.tags(cell)
    if missing:
        yield f"cell {cell.id} is a {tag} without {', '.join(sorted(missing))}"


def challenges(notebook):
    """Each challenge has its text, hints, and a solution that its blank fits."""
    found = notebooks.challenges(notebook)
    names = [challenge.name for challenge in found]
    for name in {name for name in names if names.count(name) > 1}:
        yield f"two challenges are called {name}"
    for challenge in found:
        if not challenge.solution:
            yield f"challenge {challenge.name} has no solution"
            continue
        if challenge.solution_code and challenge.blank is None:
            yield f"challenge {challenge.name} has code as its solution but no blank"
        if challenge.blank is not None:
            if not challenge.hints:
                yield f"challenge {challenge.name} has no hint"
            try:
                match(challenge.blank, challenge.solution_code or "")
            except BlankMismatch as mismatch:
                name = challenge.name
                yield f"the blank of challenge {name} is not its solution with holes: {mismatch}"


def _definitions(tree):
    kinds = ast.FunctionDef | ast.ClassDef
    return {node.name: node for node in tree.body if isinstance(node, kinds)}


def inline_functions(notebook, number):
    """The functions and classes that the notebook teaches are the library's (rule 1)."""
    inline = {}
    for cell in notebooks.code_cells(notebook):
        inline |= _definitions(ast.parse(cell.source))
    for name in sorted(INLINE.get(number, set()) - set(inline)):
        yield f"{name} is not written out, though this notebook teaches it"
    for name, module in TAUGHT.items():
        if name not in inline:
            continue
        with open(module.__file__, encoding="utf-8") as file:
            library = _definitions(ast.parse(file.read()))[name]
        both = [
            ast.dump(freshness.without_docstrings(tree)) for tree in (inline[name], library)
        ]
        if both[0] != both[1]:
            yield f"{name} is written differently here and in {module.__name__}"


def complaints(notebook, number):
    """List everything that is wrong with a notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    number : str
        The two digits that its file name begins with.

    Returns
    -------
    list of str
    """
    rules = (
        execution, fresh, compared, pictures, portable, shape, claims, challenges, checks,
    )  # fmt: skip
    found = [complaint for rule in rules for complaint in rule(notebook)]
    return found + list(inline_functions(notebook, number))
