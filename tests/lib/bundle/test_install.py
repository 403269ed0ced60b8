"""What runs on the learner's computer: ``install.py`` and ``start.py``, from fake wheels."""

import ast
import ensurepip
import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from lessons_lib.bundling.contents import PROGRAMS, UNPACKED
from lessons_lib.bundling.unpacked import this_computer

ENVIRONMENT = Path(__file__).parent / ".venv"
PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
WRITE_ARGUMENTS = (
    "import os, sys; print(sys.argv[1:], os.environ.get('LESSONS_DATA_DIR'))\n"
)
WRITE_KERNEL = """\
import pathlib, sys
(pathlib.Path(sys.prefix) / "kernel.txt").write_text(" ".join(sys.argv[1:]))
"""


@pytest.fixture
def folder(tmp_path, write_wheel):
    """An unpacked bundle for this computer, with three fake packages and the real pip."""
    folder = tmp_path / "cnn course"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    for name in PROGRAMS:
        shutil.copy(UNPACKED / name, folder)
    bundled = next((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))
    shutil.copy(bundled, wheels)
    for name, main in [
        ("lessons-lib", WRITE_ARGUMENTS),
        ("ipykernel", WRITE_KERNEL),
        ("jupyterlab", WRITE_ARGUMENTS),
    ]:
        module = name.replace("-", "_")
        files = {f"{module}/__init__.py": "", f"{module}/__main__.py": main}
        write_wheel(wheels, name, files=files)
    (wheels / "requirements.txt").write_text(
        "lessons-lib==1.0\nipykernel==1.0\njupyterlab==1.0\n"
        "never==1.0 ; python_version < '3'\n"
    )
    describe(folder)
    return folder


def describe(folder, **changed):
    facts = {
        "platform": this_computer.this_platform(),
        "python": PYTHON,
        "least_system": "",
        "data": {"CIFAR-10": "sample", "MNIST": "full"},
        "installed_bytes": 1000,
        "longest_path": 10,
    }
    (folder / "bundle.json").write_text(json.dumps(facts | changed))


def run(folder, script, *arguments, **variables):
    return subprocess.run(
        [sys.executable, folder / script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


def test_it_installs_and_a_second_run_is_fine(folder):
    misleading = {"PIP_FIND_LINKS": "/nowhere", "PIP_TARGET": str(folder / "elsewhere")}
    first = run(folder, "install.py", **misleading, PYTHONPATH="/nowhere")
    assert first.returncode == 0, first.stderr
    data = folder / "data"
    assert f"['doctor'] {data}\n" in first.stdout
    assert first.stdout.splitlines()[-1].startswith("The course is installed. Type `")
    kernel = (folder / ".venv" / "kernel.txt").read_text()
    assert kernel == (
        f"install --sys-prefix --env KERAS_BACKEND tensorflow --env LESSONS_DATA_DIR {data}"
    )
    assert not (folder / "elsewhere").exists()

    second = run(folder, "install.py")
    assert second.returncode == 0
    assert second.stdout.startswith("The course is installed already. Type `")

    lab = run(folder, "start.py", "--no-browser")
    assert lab.returncode == 0
    assert f"'--ServerApp.root_dir={folder}'" in lab.stdout.replace("\\\\", "\\")
    assert (
        "'--LabApp.default_url=/lab/tree/notebooks/learner', '--no-browser'" in lab.stdout
    )

    moved = folder.rename(folder.with_name("moved"))
    lab = run(moved, "start.py")
    assert lab.returncode == 1
    assert "run install.py first" in lab.stdout


def test_a_package_that_is_missing_leaves_no_half_installation(folder):
    next((folder / "wheels").glob("jupyterlab*")).unlink()
    result = run(folder, "install.py")
    assert result.returncode == 1
    assert "No matching distribution found for jupyterlab==1.0" in result.stderr
    assert result.stderr.splitlines()[-1] == (
        "The course could not be installed (see above), and nothing was left behind: unpack "
        "the archive anew, on a disk that you can write to, and start again."
    )
    assert not (folder / ".venv").exists()


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (
            {"python": "3.8"},
            f"This bundle is for Python 3.8, and this is Python {PYTHON}: type "
            "`python3.8 install.py`, or ask for Python 3.8 or for another bundle.",
        ),
        (
            {"platform": "windows-arm64", "python": "3.8"},
            f"This bundle is for Python 3.8, and this is Python {PYTHON}: type "
            "`py -3.8 install.py`, or ask for Python 3.8 or for another bundle.",
        ),
        (
            {"platform": "amiga-m68k"},
            "This bundle is for amiga-m68k, and this computer is "
            f"{this_computer.this_platform()}: ask for the bundle for it.",
        ),
    ],
)
def test_a_wrong_computer_is_told_so_in_one_sentence(folder, fact, sentence):
    describe(folder, **({"platform": "linux-x86_64"} | fact))
    result = run(folder, "install.py")
    assert result.returncode == 1
    assert result.stderr == f"{sentence}\n"
    assert not (folder / ".venv").exists()


@pytest.mark.parametrize("missing", ["bundle.json", "wheels"])
def test_half_an_archive_is_not_installed(folder, missing):
    (folder / missing).rename(folder.parent / missing)
    result = run(folder, "install.py")
    assert result.returncode == 1
    assert result.stderr.startswith("This folder is not complete: unpack the whole archive")
    assert result.stderr.count("\n") == 1


def test_with_the_sample_no_notebook_looks_for_more(folder, monkeypatch):
    monkeypatch.syspath_prepend(str(folder))
    install = runpy.run_path(str(folder / "install.py"))
    assert install["kernel_variables"]({"data": {"CIFAR-10": "sample"}}) == {
        "KERAS_BACKEND": "tensorflow",
        "LESSONS_DATA": "sample",
    }


def test_start_before_install_says_so(folder):
    result = run(folder, "start.py")
    assert result.returncode == 1
    assert result.stdout.startswith("The course is not installed in this folder yet")


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_old_python_can_read_it(name):
    tree = ast.parse((UNPACKED / name).read_text(), feature_version=(3, 5))
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))


# ------------------------------------------------- what this computer may not be like


def bundle_for_here(**facts):
    facts = {"platform": this_computer.this_platform(), "python": PYTHON} | facts
    return {"least_system": "", "installed_bytes": 0, "longest_path": 0} | facts


@pytest.mark.parametrize(
    ("system", "version", "words"),
    [
        (
            "Linux",
            ("glibc", "2.17"),
            "needs Linux with glibc 2.28 or newer, and here it is 2.17",
        ),
        (
            "Linux",
            ("", ""),
            "needs Linux with glibc 2.28 or newer, and here it is another one",
        ),
        ("Darwin", "2.5", "needs macOS 2.28 or newer, and here it is 2.5"),
    ],
)
def test_a_system_too_old(monkeypatch, system, version, words):
    monkeypatch.setattr(this_computer.platform, "system", lambda: system)
    monkeypatch.setattr(this_computer.platform, "libc_ver", lambda: version)
    monkeypatch.setattr(this_computer.platform, "mac_ver", lambda: (version, "", ""))
    bundle = bundle_for_here(platform=this_computer.this_platform(), least_system="2.28")
    with pytest.raises(this_computer.Refusal, match=words):
        this_computer.refuse_wrong_computer(bundle)


def test_a_system_just_new_enough(monkeypatch):
    monkeypatch.setattr(this_computer.platform, "system", lambda: "Linux")
    monkeypatch.setattr(this_computer.platform, "libc_ver", lambda: ("glibc", "2.28"))
    this_computer.refuse_wrong_computer(
        bundle_for_here(platform=this_computer.this_platform(), least_system="2.28")
    )


@pytest.mark.parametrize(
    ("system", "machine", "maxsize", "name"),
    [
        ("Linux", "x86_64", 2**63 - 1, "linux-x86_64"),
        ("Linux", "aarch64", 2**63 - 1, "linux-aarch64"),
        ("Darwin", "arm64", 2**63 - 1, "macos-arm64"),
        ("Windows", "AMD64", 2**63 - 1, "windows-x86_64"),
        ("Windows", "AMD64", 2**31 - 1, "windows-x86_64 with a Python of 32 bits"),
    ],
)
def test_the_name_of_a_computer(monkeypatch, system, machine, maxsize, name):
    monkeypatch.setattr(this_computer.platform, "system", lambda: system)
    monkeypatch.setattr(this_computer.platform, "machine", lambda: machine)
    monkeypatch.setattr(this_computer, "sys", SimpleNamespace(maxsize=maxsize))
    assert this_computer.this_platform() == name


def test_a_disk_too_full(monkeypatch):
    free = SimpleNamespace(free=1e9)
    monkeypatch.setattr(this_computer.shutil, "disk_usage", lambda _: free)
    with pytest.raises(
        this_computer.Refusal, match=r"needs 2\.0 GB here, and 1\.0 GB are free"
    ):
        this_computer.refuse_wrong_place(bundle_for_here(installed_bytes=2e9), ENVIRONMENT)


def test_a_folder_too_deep_for_windows(monkeypatch):
    packages = len(str(ENVIRONMENT / "Lib" / "site-packages"))
    fits = bundle_for_here(longest_path=259 - 1 - packages)
    deep = bundle_for_here(longest_path=260 - 1 - packages)
    monkeypatch.setattr(this_computer, "os", SimpleNamespace(name="nt"))
    monkeypatch.setattr(this_computer, "_windows_takes_long_paths", lambda: False)
    this_computer.refuse_wrong_place(fits, ENVIRONMENT)
    with pytest.raises(this_computer.Refusal, match="too deep for Windows by 1 characters"):
        this_computer.refuse_wrong_place(deep, ENVIRONMENT)
    monkeypatch.setattr(this_computer, "_windows_takes_long_paths", lambda: True)
    this_computer.refuse_wrong_place(deep, ENVIRONMENT)
