"""The benchmark as a command: turns, failures, Ctrl-C, and all of it in miniature."""

import json
import os

import nbformat
import pytest

from lessons_lib import notebooks
from lessons_lib.bench import plans
from lessons_lib.bench.suite import BenchError, Job, Suite
from lessons_lib.commands import bench
from lessons_lib.data import DataError, roads


@pytest.fixture
def results(tmp_path):
    return tmp_path / "_build" / "bench.json"


def imports(label, code="import math"):
    return Job(label, "importing", {"code": code})


def labels(suite):
    return [(job.label, seed) for job, seed in suite.turns()]


def test_jobs_take_turns_and_what_is_done_once_comes_last():
    suite = Suite(
        (imports("naive"), imports("ours")), seeds=(1, 2), once=(imports("once"),)
    )
    assert labels(suite) == [
        ("naive", 1), ("ours", 1), ("naive", 2), ("ours", 2), ("once", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("suite", [plans.QUICK, plans.FULL])
def test_every_job_of_a_plan_has_a_name_of_its_own(suite):
    jobs = [*suite.jobs, *suite.once]
    assert len({job.label for job in jobs}) == len(jobs)


def test_the_imports_are_those_of_episode_1():
    notebook = nbformat.read(notebooks.NOTEBOOKS / "01-introduction.ipynb", as_version=4)
    _, second, *_ = notebooks.code_cells(notebook)
    assert plans.EPISODE_IMPORTS.strip() == second.source.strip()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_thing", "ModuleNotFoundError: No module named 'no_such_thing'"),
        pytest.param(
            "import os; os.kill(os.getpid(), 9)",
            "the process was ended by SIGKILL, as",
            marks=pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals"),
        ),
        ("import os; os._exit(3)", "the process ended with status 3."),
    ],
)
def test_a_worker_that_fails_is_one_clear_sentence(code, reason):
    with pytest.raises(BenchError) as failure:
        imports("a job", code).run(seed=1)
    assert f"“a job” could not be measured: {reason}" in str(failure.value)
    assert "\n" not in str(failure.value)


def test_a_command_that_fails_is_one_clear_sentence_and_what_it_said_is_kept(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(BenchError) as failure:
        Job("make website", "command", {"word": "website"}).run(seed=1)
    said = str(failure.value)
    assert said.startswith("“make website” could not be measured: python -m lessons_lib: ")
    assert "invalid choice: 'website'" in said
    assert "\n" not in said
    (log,) = tmp_path.iterdir()
    assert said.endswith(f"(All that it said is in {log})")
    assert log.read_text(encoding="utf-8").startswith("usage: ")


def test_what_was_measured_before_a_failure_is_kept(results, capsys):
    suite = Suite((imports("fine"), imports("broken", "import no_such_thing")), seeds=(1,))
    assert bench.measure(suite, "quick", results) == 1
    said = capsys.readouterr()
    assert said.err.startswith("“broken” could not be measured: ModuleNotFoundError")
    assert f"1 of 2 measurements are kept in {results}" in said.out
    document = json.loads(results.read_text(encoding="utf-8"))
    assert [len(one["runs"]) for one in document["measurements"]] == [1, 0]
    assert document["missing"] == 1


def stop_after(n_turns, monkeypatch):
    """Let jobs measure nothing, and the next one be stopped by Ctrl-C."""
    seen = []

    def run(job, seed):
        if len(seen) == n_turns:
            raise KeyboardInterrupt
        seen.append((job.label, seed))
        return {"seed": seed, "seconds": 1.5}

    monkeypatch.setattr(Job, "run", run)
    return seen


def test_what_was_measured_before_ctrl_c_is_kept(results, capsys, monkeypatch):
    stop_after(2, monkeypatch)
    suite = Suite((imports("first"), imports("second")), seeds=(1, 2))
    assert bench.measure(suite, "quick", results) == 130
    said = capsys.readouterr().out
    assert f"2 of 4 measurements are kept in {results}" in said
    assert "Incomplete: measurements that were not made: 2." in said
    assert json.loads(results.read_text(encoding="utf-8"))["missing"] == 2


def test_a_run_that_stopped_goes_on_where_it_was(results, capsys, monkeypatch):
    suite = Suite((imports("first"), imports("second")), seeds=(1, 2))
    before = stop_after(3, monkeypatch)
    assert bench.measure(suite, "quick", results) == 130
    after = stop_after(4, monkeypatch)
    assert bench.measure(suite, "quick", results, resume=True) == 0
    assert before + after == labels(suite)
    said = capsys.readouterr().out
    assert "4 of 4: second ... " in said
    assert "Stopped, and resumed on 20" in said
    document = json.loads(results.read_text(encoding="utf-8"))
    assert document["missing"] == 0
    assert [len(one["runs"]) for one in document["measurements"]] == [2, 2]
    assert len(document["resumed"]) == 1


def another_machine(document):
    document["machine"]["cores"] += 1


def another_plan(document):
    document["measurements"][0]["arguments"]["code"] = "import statistics"


def more_rounds(document):
    document["missing"] += 2


def nothing_missing(document):
    document["missing"] = 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (another_machine, "or another machine"),
        (another_plan, "had other measurements to make"),
        (more_rounds, "had other measurements to make"),
        (nothing_missing, "is complete"),
    ],
)
def test_only_the_same_run_can_go_on(results, capsys, monkeypatch, change, reason):
    suite = Suite((imports("first"), imports("second")), seeds=(1, 2))
    stop_after(3, monkeypatch)
    bench.measure(suite, "quick", results)
    document = json.loads(results.read_text(encoding="utf-8"))
    change(document)
    changed = json.dumps(document)
    results.write_text(changed, encoding="utf-8")
    capsys.readouterr()
    assert bench.measure(suite, "quick", results, resume=True) == 1
    [sentence] = capsys.readouterr().err.splitlines()
    assert reason in sentence
    assert sentence.endswith("start without --resume.")
    assert results.read_text(encoding="utf-8") == changed


@pytest.mark.parametrize("text", [None, "", "{", "{}", "[]", '{"missing": 1}'])
def test_nothing_to_go_on_with_is_one_sentence(results, capsys, text):
    if text is not None:
        results.parent.mkdir()
        results.write_text(text, encoding="utf-8")
    suite = Suite((imports("first"),), seeds=(1,))
    assert bench.measure(suite, "quick", results, resume=True) == 1
    [sentence] = capsys.readouterr().err.splitlines()
    assert sentence.startswith(f"There is no run to go on with in {results}")


@pytest.mark.parametrize("n_kept", [0, 1])
def test_a_full_disk_is_one_sentence_and_what_was_measured_is_shown(
    results, capsys, monkeypatch, n_kept
):
    written = []

    def write(path, text):
        if len(written) == n_kept:
            raise OSError(28, "No space left on device")
        written.append(text)

    monkeypatch.setattr("lessons_lib.bench.results.write_text", write)
    suite = Suite((imports("first"), imports("second"), imports("third")), seeds=(1,))
    assert bench.measure(suite, "quick", results) == 1
    said = capsys.readouterr()
    [sentence] = said.err.splitlines()
    assert f"can't be written to {results} (No space left on device)" in sentence
    n_missing = 2 - n_kept
    assert f"Incomplete: measurements that were not made: {n_missing}." in said.out
    assert "| first |" in said.out
    assert "are kept in" not in said.out


def test_nothing_is_written_if_nothing_was_measured(results, capsys):
    suite = Suite((imports("broken", "import no_such_thing"),), seeds=(1,))
    assert bench.measure(suite, "quick", results) == 1
    assert "Nothing was measured, so nothing was written." in capsys.readouterr().out
    assert not results.exists()


def test_unknown_words_are_refused(capsys):
    with pytest.raises(SystemExit):
        bench.run(["--fast"])
    assert "--fast" in capsys.readouterr().err


# --- the data, before any clock runs ------------------------------------------------


@pytest.fixture
def sizes_measured(own_folders, monkeypatch):
    """Measure nothing, but note the size of the data that each suite would be measured on."""
    sizes = []

    def measure(suite, mode, path, resume):
        sizes.append(os.environ["LESSONS_DATA"])
        return 0

    monkeypatch.setattr(bench, "measure", measure)
    monkeypatch.setenv("LESSONS_DATA", "auto")
    return sizes


@pytest.fixture
def full_data(tiny, monkeypatch):
    """The full data can be had, and lie on this disk from then on."""
    monkeypatch.setattr(roads, "load_full", lambda data: (tiny.arrays, "the cache"))
    monkeypatch.setattr(roads, "is_on_disk", lambda data: True)


@pytest.fixture
def no_full_data(monkeypatch):
    def fail(data):
        raise DataError("The full CIFAR-10 can't be had here.")

    monkeypatch.setattr(roads, "load_full", fail)


@pytest.mark.usefixtures("full_data")
@pytest.mark.parametrize("words", [[], ["--full"]])
def test_what_is_fetched_first_is_what_is_measured_on(sizes_measured, words):
    assert bench.run(words) == 0
    assert sizes_measured == ["full"]


@pytest.mark.usefixtures("no_full_data")
def test_no_worker_looks_again_for_data_that_cannot_be_had(sizes_measured):
    assert bench.run([]) == 0
    assert sizes_measured == ["sample"]


@pytest.mark.usefixtures("no_full_data")
def test_full_data_that_cannot_be_had_are_one_sentence(sizes_measured, capsys):
    assert bench.run(["--full"]) == 1
    assert capsys.readouterr().err == "The full CIFAR-10 can't be had here.\n"
    assert sizes_measured == []


def test_a_size_that_does_not_exist_is_one_sentence(sizes_measured, capsys, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "half")
    assert bench.run([]) == 1
    assert "it can be full, sample or auto" in capsys.readouterr().err
    assert sizes_measured == []


@pytest.mark.usefixtures("full_data")
def test_data_that_every_worker_would_fetch_are_refused(
    sizes_measured, capsys, monkeypatch
):
    monkeypatch.setattr(roads, "is_on_disk", lambda data: False)
    assert bench.run([]) == 1
    assert "every measurement would fetch it anew" in capsys.readouterr().err
    assert sizes_measured == []


# --- all of it ----------------------------------------------------------------------


def test_all_of_it_in_miniature(results, capsys, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    suite = Suite(
        jobs=(
            plans.training("naive intro", 1, pictures=200),
            plans.training("fast S", 1, pictures=200),
            plans.sweep("all at once", 1, pictures=200),
        ),
        seeds=(1,),
        once=(plans.LOADING,),
    )
    assert bench.measure(suite, "quick", results) == 0
    said = capsys.readouterr().out
    assert "Measured on: " in said
    for row in ("naive intro, 1 epoch | 160 + 40", "fast S, 1 epoch", "sweep, all at once"):
        assert f"| {row} |" in said
    document = json.loads(results.read_text(encoding="utf-8"))
    assert document["mode"] == "quick"
    assert document["missing"] == 0
    naive, fast, sweep, _ = (one["runs"][0] for one in document["measurements"])
    assert len(naive["epochs"]) == len(fast["epochs"]) == 1
    assert len(sweep["val_accuracies"]) == len(sweep["rates"]) == 5
    assert naive["preparing"] > 0
