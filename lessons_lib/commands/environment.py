"""The course's own Python environments: made once, from pinned requirements."""

import contextlib
import errno
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class EnvironmentNotReady(Exception):
    """The environment can't be made or used; the text says what to do."""


@dataclass(frozen=True)
class Environment:
    """A folder with a Python of its own, and the file that pins what is in it."""

    folder: Path
    requirements: Path

    @property
    def python(self):
        """Path of its interpreter."""
        windows = self.folder / "Scripts" / "python.exe"
        return windows if os.name == "nt" else self.folder / "bin" / "python"

    @property
    def stamp(self):
        """Path of the file that holds the digest of what was installed."""
        return self.folder / "installed.sha256"


COURSE = Environment(ROOT / ".venv", ROOT / "requirements.txt")
JAX = Environment(ROOT / ".venv-jax", ROOT / "requirements-jax.txt")


def is_active(environment=COURSE):
    """Whether this Python is that of an environment, or asked to be used as it is.

    Colab, Binder and conda bring an environment of their own: there the
    variable ``LESSONS_ENVIRONMENT=here`` says that nothing is to be made.
    """
    if os.environ.get("LESSONS_ENVIRONMENT") == "here":
        return True
    return Path(sys.prefix).resolve() == environment.folder.resolve()


def _digest(environment):
    pins = environment.requirements.read_bytes()
    return hashlib.sha256(pins + sys.version.encode()).hexdigest()


@contextlib.contextmanager
def _lock(environment):
    """Let one process make the environment while others wait for it."""
    lock = environment.folder.with_name(environment.folder.name + ".lock")
    with lock.open("w") as file:
        if os.name == "nt":
            _wait_and_lock_on_windows(file)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _wait_and_lock_on_windows(file):
    import msvcrt

    while True:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            return
        except OSError as error:
            # It gives up after ten seconds; to make an environment takes minutes.
            if error.errno != errno.EDEADLK:
                raise


def ensure(environment):
    """Make an environment, or make it anew when its requirements have changed.

    Parameters
    ----------
    environment : Environment

    Raises
    ------
    EnvironmentNotReady
        If Python's ``venv`` is missing or pip can't install everything. What was
        half made is removed.
    """
    digest = _digest(environment)
    with _lock(environment):
        if environment.stamp.exists() and environment.stamp.read_text() == digest:
            return
        print(
            f"Making {environment.folder.name} (once; one to four minutes) ...", flush=True
        )
        shutil.rmtree(environment.folder, ignore_errors=True)
        try:
            venv.create(environment.folder, with_pip=True)
            # Compiled byte-code (pip's default) saves every kernel about 12 s.
            _pip(environment, "--requirement", environment.requirements)
            _pip(environment, "--no-deps", "--no-build-isolation", "--editable", ROOT)
        except (subprocess.CalledProcessError, OSError) as error:
            shutil.rmtree(environment.folder, ignore_errors=True)
            raise EnvironmentNotReady(
                f"{environment.folder.name} could not be made. Read what pip says "
                "above; without a network, see the set-up page's part on working offline. On "
                "Debian and Ubuntu, Python's venv is a package of its own: python3-venv."
            ) from error
        environment.stamp.write_text(digest)


def _pip(environment, *arguments):
    command = [environment.python, "-m", "pip", "install", "--quiet", *arguments]
    subprocess.run(
        command, check=True, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    )


def run_inside(environment, arguments):
    """Run a command of the course inside an environment, made first if need be.

    Parameters
    ----------
    environment : Environment
    arguments : list of str
        The command and what belongs to it.

    Returns
    -------
    int
        Its exit status.
    """
    ensure(environment)
    command = [environment.python, "-m", "lessons_lib", *arguments]
    with subprocess.Popen(command, cwd=ROOT) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                # The command got it too. Killed now, it couldn't save what it has.
                continue
