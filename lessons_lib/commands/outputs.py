"""``outputs``: execute the notebooks on the full data and store what they show."""

import importlib.metadata
import os
import time

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import CoalesceStreamsPreprocessor

from lessons_lib import freshness, notebooks
from lessons_lib.commands import data
from lessons_lib.commands.selection import chosen_notebooks
from lessons_lib.commands.writing import write_text
from lessons_lib.peak_memory import peak_memory

# Longer than any cell may take; a cell that hangs must not hang the command.
SECONDS_A_CELL = 1200


def execute(notebook):
    """Run every code cell of a notebook in a fresh kernel, on the full data.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place: outputs, execution counts, and how they came about
        in its metadata under ``lessons``.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.
    nbclient.exceptions.CellTimeoutError
        If a cell takes longer than ``SECONDS_A_CELL``.
    nbclient.exceptions.DeadKernelError
        If the kernel is gone before the notebook is at its end.
    """
    record = {"data": os.environ["LESSONS_DATA"]}

    # After each cell, since the kernel is gone when the notebook is complete.
    def note_memory(**_):
        record["peak_memory_gb"] = peak_memory(client.km.provisioner.pid)

    client = NotebookClient(
        notebook,
        kernel_name="python3",
        # It would warn each time that this computer's own connections are not encrypted.
        extra_arguments=["--log-level=ERROR"],
        timeout=SECONDS_A_CELL,
        record_timing=False,
        resources={"metadata": {"path": str(notebooks.NOTEBOOKS)}},
        on_cell_executed=note_memory,
    )
    start = time.perf_counter()
    client.execute()
    record["seconds"] = round(time.perf_counter() - start, 1)
    # What a cell prints comes in pieces on a busy machine; the page would part them.
    CoalesceStreamsPreprocessor().preprocess(notebook, {})
    record["backend"] = os.environ.get("KERAS_BACKEND", "tensorflow")
    record["keras"] = importlib.metadata.version("keras")
    record["source_hash"] = freshness.source_hash(notebook)
    notebook.metadata["lessons"] = record
    # The kernel writes its exact version here, which would change with every Python.
    notebook.metadata["language_info"] = {"name": "python"}


def run(arguments):
    """Execute the notebooks whose names begin with one of the arguments, or all."""
    paths = chosen_notebooks("outputs", arguments)
    if not paths:
        return 1
    # Stored outputs always come from the full data, and hold no progress bar of fetching them.
    os.environ["LESSONS_DATA"] = "full"
    if data.run([]):
        return 1
    failed = []
    for path in paths:
        notebook = notebooks.read(path)
        try:
            execute(notebook)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            reason = _reason(error)
            print(
                f"{path.name}: {reason}; the stored outputs stay as they were.\n{error}",
                flush=True,
            )
            failed.append(path.name)
            continue
        write_text(path, notebooks.as_text(notebook))
        record = notebook.metadata["lessons"]
        peak = record["peak_memory_gb"]
        memory = "" if peak is None else f", peak memory {peak} GB"
        print(f"{path.name}: {record['seconds'] / 60:.1f} minutes{memory}", flush=True)
    return 1 if failed else 0


def _reason(error):
    """Say why a notebook was not executed to its end."""
    if isinstance(error, CellTimeoutError):
        return f"a cell took longer than {SECONDS_A_CELL} s"
    if isinstance(error, DeadKernelError):
        return "its kernel died, as happens where memory runs out"
    return "a cell failed"
