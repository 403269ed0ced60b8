import contextlib
import errno
import os
import signal
import subprocess
import sys
import time

import pytest

from lessons_lib import commands
from lessons_lib.commands import environment


@pytest.fixture
def small(tmp_path, monkeypatch):
    """An environment that asks for nothing, in a project that installs nothing."""
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("")
    installed = []
    monkeypatch.setattr(
        environment, "_pip", lambda env, *arguments: installed.append(arguments)
    )
    monkeypatch.setattr(environment.venv, "create", lambda folder, with_pip: folder.mkdir())
    made = environment.Environment(tmp_path / ".venv", requirements)
    return made, installed


def test_it_is_made_once(small):
    made, installed = small
    environment.ensure(made)
    environment.ensure(made)
    assert len(installed) == 2


def test_it_is_made_anew_when_the_pins_change(small):
    made, installed = small
    environment.ensure(made)
    made.requirements.write_text("six==1.17.0\n")
    environment.ensure(made)
    assert len(installed) == 4


def test_a_failed_install_says_what_to_do_and_leaves_nothing(small, monkeypatch):
    made, _ = small

    def fail(*_):
        raise subprocess.CalledProcessError(1, "pip")

    monkeypatch.setattr(environment, "_pip", fail)
    with pytest.raises(environment.EnvironmentNotReady, match="Read what pip says"):
        environment.ensure(made)
    assert not made.folder.exists()


class WindowsLocks:
    """Stands in for msvcrt, where another process gives the lock free at the third try."""

    LK_LOCK = 1

    def __init__(self, number):
        self.number, self.tries = number, 0

    def locking(self, descriptor, mode, n_bytes):
        self.tries += 1
        if self.tries < 3:
            raise OSError(self.number, "gave up after ten seconds")


def lock_on_windows(made, monkeypatch, locks):
    with monkeypatch.context() as windows:
        windows.setitem(sys.modules, "msvcrt", locks)
        windows.setattr(os, "name", "nt")
        with environment._lock(made):
            pass


def test_on_windows_a_process_waits_longer_than_ten_seconds(small, monkeypatch):
    locks = WindowsLocks(errno.EDEADLK)
    lock_on_windows(small[0], monkeypatch, locks)
    assert locks.tries == 3


def test_on_windows_a_file_that_cannot_be_locked_is_an_error(small, monkeypatch):
    locks = WindowsLocks(errno.EBADF)
    with pytest.raises(OSError, match="gave up"):
        lock_on_windows(small[0], monkeypatch, locks)
    assert locks.tries == 1


def test_a_failed_command_is_one_sentence_and_a_status(monkeypatch, capsys):
    monkeypatch.delenv("LESSONS_ENVIRONMENT", raising=False)
    monkeypatch.setattr(environment, "is_active", lambda *_: False)

    def fail(*_):
        raise environment.EnvironmentNotReady("No network.")

    monkeypatch.setattr(environment, "run_inside", fail)
    assert commands.main(["site"]) == 1
    assert capsys.readouterr().err == "No network.\n"


def test_an_unknown_command_names_the_known_ones(capsys):
    with pytest.raises(SystemExit) as stop:
        commands.main(["website"])
    assert stop.value.code == 2
    assert "test-full" in capsys.readouterr().err


def test_an_old_python_is_told_so(root):
    code = (
        "import sys, runpy; sys.version_info = (3, 9, 18, 'final', 0); "
        "runpy.run_module('lessons_lib', run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13; this is 3.9" in result.stderr


def test_a_bare_python_can_start_it(root):
    result = subprocess.run(
        [sys.executable, "-S", "-m", "lessons_lib", "--help"],
        cwd=root,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ""},
        check=False,
    )
    assert result.returncode == 0
    assert "build the website" in result.stdout


def test_every_command_is_a_make_target(root):
    targets = next(
        line
        for line in (root / "Makefile").read_text().splitlines()
        if line.startswith("COMMANDS")
    )
    assert set(targets.split()[2:]) == set(commands.COMMANDS)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_an_interrupted_command_may_finish_what_it_saves(tmp_path):
    """Ctrl-C reaches the command and the process that waits for it."""
    # What a shell without job control starts in the background ignores Ctrl-C.
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    saving = (
        f"{listening}import sys, time; from pathlib import Path\n"
        "try:\n"
        "    Path('started').touch(); time.sleep(60)\n"
        "except KeyboardInterrupt:\n"
        "    time.sleep(1); Path('saved').touch(); sys.exit(130)\n"
    )
    waiting = (
        f"{listening}"
        "import sys; from pathlib import Path; from lessons_lib.commands import environment\n"
        "class Here:\n"
        f"    python = {sys.executable!r}\n"
        "environment.ensure = lambda _: None\n"
        "environment.ROOT = Path.cwd()\n"
        "sys.exit(environment.run_inside(Here, []))\n"
    )
    (tmp_path / "lessons_lib").mkdir()
    (tmp_path / "lessons_lib" / "__init__.py").touch()
    (tmp_path / "lessons_lib" / "__main__.py").write_text(saving)
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", waiting], cwd=tmp_path, start_new_session=True
    )
    try:
        for _ in range(300):
            if (tmp_path / "started").exists():
                break
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert (tmp_path / "saved").exists()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
