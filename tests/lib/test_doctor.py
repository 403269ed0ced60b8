"""The commands ``doctor`` and ``data``: one line a check, each with what to do."""

import importlib.metadata
import subprocess
import sys
from types import SimpleNamespace

import psutil
import pytest

from lessons_lib.commands import data as data_command
from lessons_lib.commands import doctor, environment
from lessons_lib.data import cache, manifest, roads

pytestmark = pytest.mark.usefixtures("own_folders")

FINE_BACKEND = '{"keras": "3", "backend": "jax", "devices": []}'


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.setenv("LESSONS_ENVIRONMENT", "here")


@pytest.fixture
def backend_says(monkeypatch):
    def answer(stdout="", stderr="", returncode=0):
        done = SimpleNamespace(stdout=stdout, stderr=stderr, returncode=returncode)
        monkeypatch.setattr(doctor.subprocess, "run", lambda *_, **__: done)

    return answer


@pytest.fixture
def all_packages_there(monkeypatch, tmp_path):
    pytest_version = importlib.metadata.version("pytest")
    path = tmp_path / "requirements.txt"
    path.write_text(f"pytest=={pytest_version}\n")
    monkeypatch.setattr(doctor.packages, "__defaults__", (path,))


@pytest.fixture
def plenty_of_room(monkeypatch):
    """Let this machine have as much free memory and disk as anybody could want."""
    memory, disk = SimpleNamespace(available=1e12), SimpleNamespace(free=1e12)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: disk)


def test_all_is_fine(backend_says, all_packages_there, plenty_of_room, monkeypatch, capsys):
    backend_says(
        'a line of the backend\n{"keras": "3", "backend": "jax", "devices": ["A"]}'
    )
    monkeypatch.setenv("LESSONS_DATA", "sample")
    assert doctor.run([]) == 0
    lines = capsys.readouterr().out.splitlines()
    named = [line[6:16].strip() for line in lines]
    assert named == ["Python", "packages", "Keras", "devices", "memory", "disk", "size",
                     "full data", "full data", "sample", "sample"]  # fmt: skip
    assert all(line.startswith("ok ") for line in lines)


def test_something_essential_is_missing(backend_says, all_packages_there, capsys):
    backend_says(stderr="Traceback\nImportError: no libstdc++", returncode=1)
    assert doctor.run([]) == 1
    assert "STOP  Keras" in (said := capsys.readouterr().out)
    assert "(ImportError: no libstdc++)" in said


def test_backend_that_crashes_is_a_line(backend_says):
    backend_says(returncode=-11)
    (line,) = doctor.backend()
    assert "exit status -11" in line.text
    assert not line.fine


def test_backend_that_hangs_is_a_line(monkeypatch):
    def hang(*_, **__):
        raise subprocess.TimeoutExpired("python", 180)

    monkeypatch.setattr(doctor.subprocess, "run", hang)
    (line,) = doctor.backend()
    assert "try again" in line.text
    assert line.essential


def test_no_gpu_is_fine(backend_says):
    backend_says(FINE_BACKEND)
    keras, devices = doctor.backend()
    assert keras.text == "3 with backend jax"
    assert "the CPU is enough" in devices.text
    assert devices.fine


def test_packages_missing_or_of_another_version(tmp_path):
    path = tmp_path / "requirements.txt"
    path.write_text(
        "# made by a tool\n"
        "pytest==0.1\n"
        "no-such-package-a==1.0 ; sys_platform == 'no such platform'\n"
        "no-such-package-b==1.0 ; python_version >= '3'\n"
        "no-such-package-c[extra]==1.0\n"
    )
    missing, other = doctor.packages(path)
    assert missing.text.startswith("missing: no-such-package-b, no-such-package-c; run `")
    assert missing.text.endswith("-m pip install -r requirements.txt`")
    assert missing.essential
    assert "pytest " in other.text
    assert "instead of 0.1" in other.text
    assert not other.fine
    assert not other.essential


def test_packages_outside_the_course_s_environment(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "is_active", lambda: False)
    path = tmp_path / "requirements.txt"
    path.write_text("no-such-package==1\n")
    (line,) = doctor.packages(path)
    assert "`python -m lessons_lib lab` makes an environment" in line.text


def test_no_requirements_in_a_wheel(tmp_path):
    (line,) = doctor.packages(tmp_path / "requirements.txt")
    assert line.fine


@pytest.mark.parametrize(
    ("gigabytes", "mark", "words"),
    [(8, "ok ", "8.0 GB free"), (2, "note", "LESSONS_DATA=sample"), (1, "STOP", "close")],
)
def test_memory(gigabytes, mark, words, monkeypatch):
    free = SimpleNamespace(available=gigabytes * 1e9)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: free)
    (line,) = doctor.memory()
    assert str(line).startswith(mark)
    assert words in line.text


def test_full_disk(monkeypatch):
    free = SimpleNamespace(free=1e8)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: free)
    (line,) = doctor.disk()
    assert "0.1 GB free" in line.text
    assert "LESSONS_CACHE_DIR" in line.text


def test_cache_that_can_not_be_written(monkeypatch):
    monkeypatch.setattr(doctor.os, "access", lambda *_: False)
    (line,) = doctor.disk()
    assert "can't be written: name another folder in LESSONS_CACHE_DIR" in line.text


def test_wrong_size(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "ful")
    (line,) = doctor.size()
    assert line.essential
    assert "full, sample or auto" in line.text


@pytest.fixture
def full_is_tiny(tiny, tiny_digits, full_is):
    """Put tiny data sets in the place of CIFAR-10 and MNIST."""
    for name, one in (("cifar10", tiny), ("mnist", tiny_digits)):
        full_is(name, one.data)
        full_is(f"{one.data.name}-sample", manifest.data_set(f"{name}-sample"))


def test_full_data_not_there(full_is_tiny):
    lines = doctor.full_data()
    assert [line.text.split(":")[0] for line in lines] == ["Tiny-10", "Tiny digits"]
    for line in lines:
        assert "python -m lessons_lib data" in line.text
        assert line.fine


def test_full_data_there(tiny, full_is_tiny):
    cache.store(tiny.data, tiny.arrays)
    first, second = doctor.full_data()
    assert first.text == "Tiny-10: on this disk, SHA-256 as it should be"
    assert second.text.startswith("Tiny digits: not on this disk")


def test_full_data_in_a_named_folder(tiny_digits, full_is_tiny, tmp_path, monkeypatch):
    tiny_digits.write_idx(tmp_path)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    first, second = doctor.full_data()
    assert first.text.startswith("Tiny-10: not on this disk")
    assert second.text == "Tiny digits: on this disk, SHA-256 as it should be"


def test_which_size_each_data_set_has(tiny, full_is_tiny):
    cache.store(tiny.data, tiny.arrays)
    (line,) = doctor.size()
    assert (
        line.text
        == "as things are, notebooks get the full Tiny-10 and the sample Tiny digits"
    )


def test_full_data_damaged(tiny, full_is_tiny):
    cache.store(tiny.data, tiny.arrays)
    victim = cache.folder_of(tiny.data) / "test_images.npy"
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")
    line, _ = doctor.full_data()
    assert (
        "was damaged or unreadable; `python -m lessons_lib data` fetches them" in line.text
    )
    assert not line.fine


def test_a_bare_python_gets_lines_not_tracebacks(backend_says, monkeypatch, capsys):
    backend_says(FINE_BACKEND)
    monkeypatch.setitem(sys.modules, "psutil", None)
    monkeypatch.setitem(sys.modules, "lessons_lib.data", None)
    doctor.run([])
    said = capsys.readouterr().out
    for name in ("memory", "full data", "sample"):
        assert f"note  {name:9} not checked before the packages are there" in said


def test_doctor_looks_at_the_course_s_environment_where_there_is_one(monkeypatch, tmp_path):
    (tmp_path / "python").touch()
    course = SimpleNamespace(python=tmp_path / "python")
    monkeypatch.setattr(environment, "COURSE", course)
    monkeypatch.setattr(environment, "is_active", lambda: False)
    asked = []
    done = SimpleNamespace(returncode=3)
    monkeypatch.setattr(
        doctor.subprocess, "run", lambda command, **_: asked.append(command) or done
    )
    assert doctor.run([]) == 3
    assert asked == [[course.python, "-m", "lessons_lib", "doctor"]]


# ----------------------------------------------------------------- the command ``data``


@pytest.fixture
def both_cached(tiny, tiny_digits, full_is_tiny):
    for one in (tiny, tiny_digits):
        cache.store(one.data, one.arrays)


def test_data_says_where_it_lies(tiny, tiny_digits, both_cached, capsys):
    assert data_command.run([]) == 0
    said = capsys.readouterr().out
    for one in (tiny, tiny_digits):
        assert f"The full {one.data.title} lies in {cache.folder_of(one.data)}" in said
    sentence = "20 + 10 pictures, 0 MB, SHA-256 as it should be. The sample is fine"
    assert said.count(sentence) == 2


def test_data_that_can_not_be_had(tiny_digits, full_is_tiny, capsys):
    cache.store(tiny_digits.data, tiny_digits.arrays)
    assert data_command.run([]) == 1
    first, *others = capsys.readouterr().out.splitlines()
    assert first.startswith("The full Tiny-10 can't be had here")
    # What can be had is fetched all the same.
    assert others[0].startswith("The full Tiny digits lies in")


def test_data_that_can_not_be_kept(tiny, full_is_tiny, monkeypatch, capsys):
    monkeypatch.setattr(roads, "load_full", lambda data: (tiny.arrays, "nowhere"))
    assert data_command.run([]) == 1
    assert capsys.readouterr().out == ""


def test_data_writes_the_samples(both_cached, monkeypatch):
    written = []
    monkeypatch.setattr(
        "lessons_lib.data.sample.write_sample",
        lambda _, folder: written.append(folder.name),
    )
    assert data_command.run(["--write-sample"]) == 0
    assert written == ["tiny-sample", "digits-sample"]
