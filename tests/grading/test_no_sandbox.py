"""Who has no sandbox may skip its tests; the gate and the workflows may not."""

import sys

import no_sandbox
import pytest

from lessons_lib.grading import refusal

WHY = "bubblewrap is missing.\nInstall it."


@pytest.fixture
def linux(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")


def test_on_a_machine_of_ones_own_they_are_skipped_and_say_why(linux, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception) as skipped:
        no_sandbox.skip_or_fail(WHY)
    assert skipped.value.msg == "bubblewrap is missing. Install it."


def test_where_ci_is_set_they_fail_and_say_why(linux, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=r"bubblewrap is missing\. Install it"):
        no_sandbox.skip_or_fail(WHY)


def test_a_sandbox_in_which_the_course_does_not_run_is_a_failure_everywhere(
    linux, monkeypatch
):
    monkeypatch.delenv("CI", raising=False)
    why = refusal._NO_PYTHON.format(said="No module named numpy")
    with pytest.raises(pytest.fail.Exception, match="No module named numpy"):
        no_sandbox.skip_or_fail(why)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_where_no_notebook_is_ever_graded_they_are_skipped(monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.skip.Exception, match="can't isolate"):
        no_sandbox.skip_or_fail(refusal.why_not(None))


def test_the_gate_sets_ci(root):
    lines = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines.index("export CI=true") < lines.index("make test")
