"""What others hand in: each costs its row, and nothing else."""

import json
import socket

import pytest

STOPPED = {
    "fills memory": (
        # Shared memory is not bounded by a limit of one process.
        "import mmap\nkept = []\nwhile True:\n    kept.append(mmap.mmap(-1, 10**8))\n"
        "    kept[-1].write(bytes(10**8))",
        "uses more than 1.5 GB of memory",
    ),
    "fills files": (
        "for number in range(1000):\n"
        "    with open(f'file-{number}', 'wb') as file: file.write(bytes(10**8))",
        "uses more than 1.5 GB of memory",
    ),
    "forks": ("import os\nwhile True: os.fork()", "uses more than 1.5 GB of memory"),
    "prints": ("while True: print('x' * 1000)", "shows too much output"),
    "crashes": ("import os\nos.kill(os.getpid(), 9)", "Python crashed"),
}

# Each cell raises an exception where something works that must not.
ATTEMPTS = [
    """\
import os, shutil, socket, sys
from pathlib import Path
class Reached(Exception): pass
for path in [{neighbor!r}, {canary!r}, "/etc/passwd", "/home"]:
    if os.path.exists(path):
        raise Reached
""",
    """\
class Deleted(Exception): pass
for path in [{neighbor!r}, {canary!r}]:
    try:
        os.remove(path)
    except OSError:
        continue
    raise Deleted
shutil.rmtree({folder!r}, ignore_errors=True)
""",
    """\
class Wrote(Exception): pass
for place in ["/", "/usr", "/dev", sys.prefix, os.path.dirname(check.__file__)]:
    try:
        Path(place, "intruder").touch()
    except OSError:
        continue
    raise Wrote
""",
    """\
class ChangedTheSystem(Exception): pass
try:
    open("/proc/sys/kernel/core_pattern", "r+b")
except OSError:
    pass
else:
    raise ChangedTheSystem
""",
    """\
class Connected(Exception): pass
for address in [("127.0.0.1", {port}), ("192.0.2.1", 80)]:
    try:
        socket.create_connection(address, timeout=3)
    except OSError:
        continue
    raise Connected
""",
    """\
class IsRoot(Exception): pass
class SeesOthers(Exception): pass
if os.getuid() == 0:
    raise IsRoot
# There are bubblewrap, the worker and this kernel.
if len([name for name in os.listdir("/proc") if name.isdigit()]) > 3:
    raise SeesOthers
""",
    "shutil.rmtree(Path.home(), ignore_errors=True)",
]


@pytest.fixture(scope="module")
def graded(tmp_path_factory, handed, grading):
    folder = tmp_path_factory.mktemp("class")
    outside = tmp_path_factory.mktemp("outside") / "canary.txt"
    outside.write_text("alive")
    handed().fill().without_keras().store(folder / "a neighbor.ipynb")
    for name, (source, _) in STOPPED.items():
        stopped = handed().fill().without_keras(source, "raise Exception('not reached')")
        stopped.store(folder / f"{name}.ipynb")
    huge = handed().fill().without_keras("block = bytearray(4 * 10**9)")
    huge.store(folder / "huge.ipynb")
    broken = handed().fill()
    next(c for c in broken.notebook.cells if c.id == "03-imports").source = "import ("
    broken.store(folder / "syntax error.ipynb")
    (folder / "not JSON.ipynb").write_text("not JSON")
    (folder / "no list of cells.ipynb").write_text(
        json.dumps({"cells": 7, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )
    (folder / "link.ipynb").symlink_to(folder / "a neighbor.ipynb")
    other = handed()
    other.notebook.cells, other.notebook.metadata["lessons"] = [], {}
    other.store(folder / "other course.ipynb")
    with socket.create_server(("127.0.0.1", 0)) as server:
        places = {
            "folder": str(folder),
            "neighbor": str(folder / "a neighbor.ipynb"),
            "canary": str(outside),
            "port": server.getsockname()[1],
        }
        attempts = [source.format(**places) for source in ATTEMPTS]
        hostile = handed().fill().without_keras(*attempts)
        hostile.store(folder / "breaks out.ipynb")
        temporary = tmp_path_factory.mktemp("temporary")
        graded = grading(folder, temporary, "--memory-gb", "1.5")
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    graded.canary = outside
    return graded


def test_an_endless_loop_costs_its_time_only(tmp_path, handed, grading):
    folder = tmp_path / "class"
    endless = handed().fill().without_keras("while True: pass")
    endless.store(folder / "endless.ipynb")
    (folder / "next.ipynb").write_text("not JSON")
    (tmp_path / "temporary").mkdir()
    graded = grading(folder, tmp_path / "temporary", "--minutes", "0.25")
    # On a busy machine the time may be over before the loop begins, or for the next one, too.
    remark = graded.rows["endless.ipynb"]["remark"]
    assert remark.startswith("stopped")
    assert remark.endswith(": 0.25 minutes are over")
    assert "next.ipynb" in graded.rows


@pytest.mark.parametrize("name", STOPPED)
def test_it_is_stopped_and_keeps_what_it_had_solved(graded, name):
    row = graded.rows[f"{name}.ipynb"]
    assert row["remark"] == f"stopped in cell [6]: {STOPPED[name][1]}"
    assert (row["solved"], row["padding_stride"], row["conv2d"]) == ("2", "right", "open")


def test_a_huge_allocation_costs_its_cell_only(graded):
    row = graded.rows["huge.ipynb"]
    assert (row["solved"], row["remark"]) == ("2", "cell [6] stops with MemoryError")


def test_nothing_outside_of_its_own_copy_can_be_read_changed_or_deleted(graded):
    row = graded.rows["breaks out.ipynb"]
    # The name of the first attempt that succeeds would be the remark.
    assert (row["solved"], row["remark"]) == ("2", "")
    assert graded.canary.read_text() == "alive"
    assert [path.name for path in graded.changed] == ["grades.csv"]
    assert graded.temporary == []


def test_a_syntax_error_is_named(graded):
    row = graded.rows["syntax error.ipynb"]
    # Blanks with numbers only are right all the same.
    assert (row["solved"], row["padding_stride"], row["conv2d"]) == ("2", "right", "open")
    assert row["remark"] == "cell [2] stops with SyntaxError"


def test_what_is_no_notebook_has_a_row_that_says_so(graded):
    remarks = {
        "not JSON.ipynb": "not a Jupyter notebook",
        "no list of cells.ipynb": "not a Jupyter notebook",
        "link.ipynb": "a link, not a file of its own",
        "other course.ipynb": "not a notebook of this course",
    }
    for file, remark in remarks.items():
        row = graded.rows[file]
        assert (row["remark"], row["episode"], row["solved"]) == (remark, "", "")


def test_the_neighbor_is_graded_as_if_nothing_had_happened(graded):
    row = graded.rows["a neighbor.ipynb"]
    assert (row["solved"], row["of"], row["remark"]) == ("2", "10", "")
    assert len(graded.rows) == len(STOPPED) + 8
