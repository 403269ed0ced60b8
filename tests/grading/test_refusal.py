"""Where a notebook can't be isolated, none is run, and the reason is said."""

import os
import sys

import pytest

from lessons_lib.commands import grade
from lessons_lib.grading import refusal

linux = pytest.mark.skipif(sys.platform != "linux", reason="there is no bubblewrap")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "anna.ipynb").touch()
    return folder


@pytest.fixture
def bubblewrap(tmp_path, monkeypatch):
    """Put a bubblewrap on the path that fails with a message."""

    def says(message):
        tools = tmp_path / "bin"
        tools.mkdir()
        (tools / "bwrap").write_text(f"#!/bin/sh\necho '{message}' >&2\nexit 1\n")
        (tools / "bwrap").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")

    return says


def setting(monkeypatch, name, value, user=1000):
    monkeypatch.setattr(refusal, "_setting", {name: value}.get)
    monkeypatch.setattr(os, "geteuid", lambda: user)


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("darwin", "macOS can't isolate"),
        ("win32", "Windows can't isolate"),
        ("aix", "aix can't"),
    ],
)
def test_other_systems_are_told_to_use_linux(folder, monkeypatch, platform, words):
    monkeypatch.setattr(sys, "platform", platform)
    why = refusal.why_not(folder)
    assert words in why
    assert "Linux" in why


def test_windows_is_told_of_wsl(folder, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert "WSL 2" in refusal.why_not(folder)


def test_the_command_refuses_and_writes_nothing(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert grade.run([str(folder)]) == 1
    assert "macOS can't isolate" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["anna.ipynb"]


@linux
def test_a_missing_bubblewrap_is_to_be_installed(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    why = refusal.why_not(folder)
    assert "sudo apt install bubblewrap" in why
    assert "sudo dnf install bubblewrap" in why


@linux
def test_ubuntu_is_told_of_the_profile(folder, monkeypatch, bubblewrap):
    bubblewrap("bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted")
    setting(monkeypatch, "kernel/apparmor_restrict_unprivileged_userns", "1")
    why = refusal.why_not(folder)
    assert "AppArmor" in why
    assert "apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict" in why


@linux
@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("kernel/unprivileged_userns_clone", "sysctl kernel.unprivileged_userns_clone=1"),
        ("user/max_user_namespaces", "sysctl user.max_user_namespaces="),
    ],
)
def test_a_setting_that_forbids_namespaces_is_named(
    folder, monkeypatch, bubblewrap, name, remedy
):
    bubblewrap("bwrap: No permissions to create new namespace")
    setting(monkeypatch, name, "0")
    assert remedy in refusal.why_not(folder)


@linux
def test_settings_for_others_are_no_reason_for_root(folder, monkeypatch, bubblewrap):
    bubblewrap("bwrap: Creating new namespace failed: Operation not permitted")
    setting(monkeypatch, "user/max_user_namespaces", "0", user=0)
    why = refusal.why_not(folder)
    assert "Creating new namespace failed" in why
    assert "docker run --privileged" in why


@linux
def test_what_python_says_in_the_sandbox_is_passed_on(folder, bubblewrap):
    bubblewrap("ModuleNotFoundError: No module named numpy")
    why = refusal.why_not(folder)
    assert "No module named numpy" in why
    assert "namespace" not in why


@linux
def test_notebooks_must_not_lie_where_all_can_read_them(bubblewrap):
    from lessons_lib.data.folders import data_folder

    bubblewrap("not asked")
    assert "every notebook can read" in refusal.why_not(data_folder() / "pictures")
