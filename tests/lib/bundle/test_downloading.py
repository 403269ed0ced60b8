"""What pip is asked for, and one sentence for whatever it answers."""

import io
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement

from lessons_lib.bundling import BundleError, downloading


@pytest.fixture
def pip_says(monkeypatch):
    """Let pip say some lines; gives the list of the commands that it is called by."""

    def answer(*lines, returncode=0):
        commands = []

        class Pip:
            def __init__(self, command, **_):
                commands.append(command)
                self.stdout = io.StringIO("".join(f"{line}\n" for line in lines))
                self.returncode = returncode

            def __enter__(self):
                return self

            def __exit__(self, *_):
                pass

        monkeypatch.setattr(downloading.subprocess, "Popen", Pip)
        return commands

    return answer


@pytest.fixture
def download(tmp_path):
    def run(target, *pinned):
        downloading.download([Requirement(pin) for pin in pinned], target, tmp_path)

    return run


def test_pip_is_asked_for_wheels_of_the_target(pip_says, download, windows):
    commands = pip_says()
    download(windows, "numpy==2.5 ; python_full_version >= '3.12'")
    (command,) = commands
    assert command[command.index("--platform") + 1] == "win_amd64"
    assert command[command.index("--python-version") + 1].startswith("3.12.")
    assert {"--no-deps", "--only-binary=:all:"} <= set(command)
    assert command[-1] == "numpy==2.5"


def test_old_systems_come_first(pip_says, download, linux):
    commands = pip_says()
    download(linux, "numpy==2.5")
    options = commands[0]
    old, new = "manylinux2014_x86_64", "manylinux_2_28_x86_64"
    assert options.index(old) < options.index(new)


def test_two_versions_of_a_package_are_two_calls(pip_says, download, linux):
    commands = pip_says()
    download(linux, "a==1", "b==1", "b==2")
    asked = [{part for part in command if "==" in part} for command in commands]
    assert asked == [{"a==1", "b==2"}, {"b==1"}]


def test_nothing_to_download_is_no_call(pip_says, download, linux):
    commands = pip_says()
    download(linux)
    assert commands == []


def test_progress_names_packages_and_no_address(pip_says, download, linux, capsys):
    pip_says(
        "Looking in indexes: https://name:password@index.example/simple",
        "Collecting a==1",
        "  Downloading https://index.example/a-1-py3-none-any.whl (1 kB)",
        "Processing /some/disk/b-1-py3-none-any.whl",
    )
    download(linux, "a==1", "b==1")
    assert capsys.readouterr().out == "  a==1\n  b-1-py3-none-any.whl\n"


NOT_FOUND = "ERROR: No matching distribution found for a==1"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (
            ["Collecting b==1", NOT_FOUND],
            "a==1 has no wheel for Python 3.12 on windows-x86_64: make a bundle for "
            "another Python or platform, or ask for another version in requirements.in "
            "and run `python -m lessons_lib pins`.",
        ),
        (
            ["WARNING: Retrying (Retry(total=0)) after connection broken", NOT_FOUND],
            "a==1 can't be downloaded, since pip does not reach its package index: check "
            "the network or its proxy, then make the bundle again. pip keeps what it has "
            "downloaded.",
        ),
        (
            ["Collecting b==1", "Collecting a==1", "ERROR: No space left", "bye"],
            "a==1 can't be downloaded (ERROR: No space left): mend this, then make the "
            "bundle again.",
        ),
        (
            [],
            "A package can't be downloaded (pip says nothing): mend this, then make the "
            "bundle again.",
        ),
    ],
)
def test_a_failed_download_is_one_sentence(pip_says, download, windows, lines, sentence):
    pip_says(*lines, returncode=1)
    with pytest.raises(BundleError) as error:
        download(windows, "a==1")
    assert str(error.value) == sentence


def test_a_course_that_can_not_be_built_is_one_sentence(monkeypatch, tmp_path):
    done = SimpleNamespace(returncode=1, stderr="a line\nValueError: no LICENSE\n")
    monkeypatch.setattr(downloading.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(BundleError, match=r"can't be built \(ValueError: no LICENSE\)"):
        downloading.build_course_wheel(tmp_path, tmp_path)
