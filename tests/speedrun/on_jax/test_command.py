"""The command from its words to its file, and what ends it early."""

import json
from dataclasses import replace

import pytest

jax = pytest.importorskip("jax", reason="`test-jax` runs this")

from lessons_lib import data
from lessons_lib.commands import speedrun
from lessons_lib.data import DataError
from lessons_lib.speedrun import measuring
from lessons_lib.speedrun.report import Run

FINISHED = Run(seed=0, training_s=2.0, evaluation_s=0.1, accuracy=0.93, accuracy_tta=0.94)


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "_build" / "speedrun-miniature.json"
    monkeypatch.setattr(speedrun, "FOLDER", path.parent)
    # The command sets it, and it must not outlast the test.
    monkeypatch.setenv("LESSONS_DATA", "sample")
    return path


def end_after_one_run(monkeypatch, end):
    def measure(report, pictures, began, finished):
        report.runs.append(FINISHED)
        finished(FINISHED)
        end()

    monkeypatch.setattr(measuring, "measure", measure)


def interrupt():
    raise KeyboardInterrupt


def fill_the_memory():
    jax.numpy.zeros(2**46).block_until_ready()


def fail_otherwise():
    raise jax.errors.JaxRuntimeError("INTERNAL: a bug")


def test_the_miniature_runs_and_reports(file, tiny, monkeypatch, capsys):
    monkeypatch.setattr(speedrun, "MINIATURE", replace(tiny, epochs=2, batch_size=250))
    assert speedrun.run(["--miniature", "--seeds", "2"]) == 0
    told = json.loads(file.read_text())
    assert "cpu" in told["device"]
    assert [run["seed"] for run in told["runs"]] == [0, 1]
    assert 0 < told["compile_s"] < told["cold_total_s"]
    assert told["summary"]["accuracy"]["mean"] > 0.1
    # The test pictures stay closed.
    assert (told["n_train"], told["n_test"]) == (1000, 500)
    shown = capsys.readouterr().out
    assert "seed 1:" in shown
    assert "2 of 2" in shown


def test_on_a_cpu_the_full_recipe_is_refused(file, capsys):
    assert speedrun.run([]) == 1
    captured = capsys.readouterr()
    assert "--miniature" in captured.err
    assert len(captured.err.splitlines()) == 1
    assert not file.exists()


def test_data_that_can_not_be_had_are_one_sentence(file, monkeypatch, capsys):
    def fail():
        raise DataError("The full CIFAR-10 can't be had here (no network).")

    monkeypatch.setattr(speedrun, "_device", lambda _: "a GPU")
    monkeypatch.setattr(data, "load_cifar10", fail)
    assert speedrun.run([]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "The full CIFAR-10 can't be had here (no network).\n"
    assert not file.parent.exists()


def test_a_device_that_is_not_there_is_one_sentence(file, monkeypatch, capsys):
    def devices():
        raise RuntimeError("Unable to initialize backend 'cuda'.\nMore.")

    monkeypatch.setattr(jax, "devices", devices)
    assert speedrun.run(["--miniature"]) == 1
    assert "JAX finds no device" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("end", "status", "sentence"),
    [(interrupt, 130, "Interrupted: "), (fill_the_memory, 1, "is full: close what else")],
)
def test_what_ends_it_is_one_sentence_and_finished_runs_are_kept(
    file, monkeypatch, capsys, end, status, sentence
):
    end_after_one_run(monkeypatch, end)
    assert speedrun.run(["--miniature", "--seeds", "3"]) == status
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert "1 of 3 runs are finished, in" in captured.err
    assert len(captured.err.splitlines()) == 1
    assert "94.00 %" in captured.out
    assert [run["seed"] for run in json.loads(file.read_text())["runs"]] == [0]


def test_a_full_disk_is_one_sentence_and_the_finished_run_is_shown(
    file, monkeypatch, capsys
):
    def write(path, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(speedrun, "write_text", write)
    end_after_one_run(monkeypatch, lambda: pytest.fail("it went on"))
    assert speedrun.run(["--miniature", "--seeds", "3"]) == 1
    captured = capsys.readouterr()
    [sentence] = captured.err.splitlines()
    assert f"can't be written to {file} (No space left on device)" in sentence
    assert "finished, in" not in captured.err
    assert "seed 0: 2.00 s" in captured.out
    assert "1 of 3" in captured.out


def test_an_early_end_leaves_the_last_report_alone(file, monkeypatch, capsys):
    file.parent.mkdir()
    file.write_text("{}")

    def measure(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(measuring, "measure", measure)
    assert speedrun.run(["--miniature"]) == 130
    assert "no run was finished" in capsys.readouterr().err
    assert file.read_text() == "{}"


def test_any_other_error_of_jax_is_not_hidden(file, monkeypatch):
    end_after_one_run(monkeypatch, fail_otherwise)
    with pytest.raises(jax.errors.JaxRuntimeError, match="a bug"):
        speedrun.run(["--miniature"])
