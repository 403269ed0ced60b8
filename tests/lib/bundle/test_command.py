"""The command: what lies in the archive, and that nothing half made is ever left."""

import json
import os
import re
import shutil
import zipfile

import numpy as np
import pytest

from lessons_lib.bundling import BundleError, archive, contents, downloading
from lessons_lib.commands import bundle, site
from lessons_lib.data import cache, formats, manifest, roads

pytestmark = pytest.mark.usefixtures("own_folders")

FILES = {
    "_config.yml": "",
    "_toc.yml": "root: book/index\nparts:\n- caption: One\n  chapters:\n"
    "  - file: notebooks/01-one\n",
    "book/index.md": "# Course",
    "book/figures/workflow.svg": "<svg/>",
    "book/figures/.hidden": "",
    "notebooks/01-one.ipynb": "{}",
    "notebooks/learner/01-one.ipynb": "{}",
    "notebooks/learner/.ipynb_checkpoints/01-one-checkpoint.ipynb": "{}",
    "lessons_lib/__init__.py": "",
    "lessons_lib/check/challenges.json": "{}",
    "tests/checks/answers/01-one.toml": "",
    "data/models/dropout.keras": "weights",
    "data/cifar10-sample/test.webp": "pictures",
    "data/README.md": "CIFAR-10 has no license.",
    "requirements.in": "# the notebooks\nnumpy\n\n# the tests\npytest\n",
    "requirements.txt": "numpy==2.5\npytest==9.2\n",
    **dict.fromkeys(contents.LEGAL, "yours"),
}
PAGES = ("book/index", "notebooks/01-one")
COMMAND = ["--platform", "windows-x86_64", "--python", "3.12"]
NAME = "cnn-course-windows-x86_64-python3.12"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A tiny course with a fresh site, of yesterday."""
    root = tmp_path / "course"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (1e9, 1e9))
    monkeypatch.setattr(bundle, "ROOT", root)
    monkeypatch.setattr(site, "ROOT", root)
    monkeypatch.setattr(site, "BUILD", root / "_build")
    build_site(root)
    return root


def build_site(root):
    for page in PAGES:
        path = root / "_build" / "html" / f"{page}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<article>")


@pytest.fixture
def packages(monkeypatch, write_wheel):
    """Fake wheels in the place of downloaded ones."""

    def download(pinned, target, folder):
        for pin in pinned:
            write_wheel(folder, pin.name, "2.5")

    def build(root, folder):
        write_wheel(folder, "lessons-lib", files={"lessons_lib/a.py": "#" * 5000})

    monkeypatch.setattr(downloading, "download", download)
    monkeypatch.setattr(downloading, "build_course_wheel", build)


@pytest.fixture
def full_data(tiny, tiny_digits, monkeypatch):
    """Both tiny data sets in the cache, in the place of the course's."""
    both = [tiny, tiny_digits]
    monkeypatch.setattr(manifest, "full_data_sets", lambda: [one.data for one in both])
    for one in both:
        cache.store(one.data, one.arrays)
    return both


@pytest.fixture
def output(course):
    """The folder of the archive."""
    return course / "_build" / "bundle"


def members(output):
    with zipfile.ZipFile(output / f"{NAME}.zip") as packed:
        assert packed.testzip() is None
        return sorted(packed.namelist())


def read(output, name):
    with zipfile.ZipFile(output / f"{NAME}.zip") as packed:
        return packed.read(f"cnn-course/{name}")


def test_the_layout(packages, full_data, output):
    assert bundle.run(COMMAND) == 0
    wheels = ["lessons_lib-1.0", "numpy-2.5", "pip-2.5"]
    expected = [
        "README.txt", "bundle.json", *contents.PROGRAMS, *contents.LEGAL,
        "site/book/index.html", "site/notebooks/01-one.html",
        "notebooks/learner/01-one.ipynb", "book/figures/workflow.svg",
        "data/README.md", *(f"data/tiny/{name}" for name in formats.NPY_FILES),
        *(f"data/digits/{name}" for name in formats.NPY_FILES),
        "wheels/requirements.txt", *(f"wheels/{wheel}-py3-none-any.whl" for wheel in wheels),
    ]  # fmt: skip
    assert members(output) == sorted(f"cnn-course/{name}" for name in expected)
    assert [path.name for path in output.iterdir()] == [f"{NAME}.zip"]
    pinned = read(output, "wheels/requirements.txt").decode().splitlines()
    assert pinned == ["lessons-lib==1.0", "numpy==2.5", "pip==2.5"]


def test_the_data_are_the_verified_ones(packages, full_data, output, tmp_path, monkeypatch):
    bundle.run(COMMAND)
    with zipfile.ZipFile(output / f"{NAME}.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    # As the notebooks of an installed bundle look for them.
    monkeypatch.setenv(
        "LESSONS_DATA_DIR", str(tmp_path / "unpacked" / "cnn-course" / "data")
    )
    for one in full_data:
        found = roads.named_folder(one.data)
        assert all(map(np.array_equal, found, one.arrays))


def test_what_install_has_to_know(packages, full_data, output):
    bundle.run(COMMAND)
    facts = json.loads(read(output, "bundle.json"))
    assert facts.pop("installed_bytes") > 2 * 5000
    assert facts == {
        "platform": "windows-x86_64",
        "python": "3.12",
        "least_system": "",
        "data": {"Tiny-10": "full", "Tiny digits": "full"},
        "longest_path": len("lessons_lib-1.0.dist-info/METADATA"),
    }


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("windows-x86_64", ["PowerShell", "py -3.12 install.py", "Visual C++"]),
        ("macos-arm64", ["Terminal", "python3.12 install.py", "python.org"]),
        ("linux-x86_64", ["a terminal", "python3.12 start.py", "unzip"]),
    ],
)
def test_the_readme_speaks_of_the_target_s_system(
    packages, full_data, output, platform, words
):
    assert bundle.run(["--platform", platform, "--python", "3.12"]) == 0
    with zipfile.ZipFile(output / f"cnn-course-{platform}-python3.12.zip") as packed:
        text = packed.read("cnn-course/README.txt").decode()
    for word in [*words, f"for {platform} with Python 3.12", "has no license"]:
        assert word in text
    assert "$" not in text


def test_progress_and_sizes_are_shown(packages, full_data, output, capsys):
    bundle.run(COMMAND)
    said = capsys.readouterr().out
    assert "Packages for Python 3.12 on windows-x86_64:" in said
    assert "Packing 3 packages" in said
    for part in ("wheels", "data", "site", "notebooks"):
        assert f" MB  {part}\n" in said
    made = re.escape(f" MB  {output / NAME}.zip, made in ")
    assert re.search(rf"{made}\d+ s$", said, re.MULTILINE)
    assert "In it: the full Tiny-10 and the full Tiny digits." in said


def test_without_the_full_data_the_bundle_says_so_and_gets_the_sample(
    packages, unreachable, monkeypatch, output, capsys
):
    monkeypatch.setattr(manifest, "full_data_sets", lambda: [unreachable])
    assert bundle.run(COMMAND) == 0
    said = capsys.readouterr().out
    assert "The full Tiny-10 can't be had here" in said
    assert "This bundle gets the sample of it only." in said
    assert [name for name in members(output) if "/data/" in name] == [
        "cnn-course/data/README.md"
    ]
    assert json.loads(read(output, "bundle.json"))["data"] == {"Tiny-10": "sample"}
    assert b"Of Tiny-10 there is only a tenth" in read(output, "README.txt")


def test_one_data_set_that_is_missing_keeps_the_other_in(
    packages, unreachable, tiny_digits, monkeypatch, output
):
    cache.store(tiny_digits.data, tiny_digits.arrays)
    both = [unreachable, tiny_digits.data]
    monkeypatch.setattr(manifest, "full_data_sets", lambda: both)
    assert bundle.run(COMMAND) == 0
    sizes = json.loads(read(output, "bundle.json"))["data"]
    assert sizes == {"Tiny-10": "sample", "Tiny digits": "full"}
    assert "cnn-course/data/digits/train_images.npy" in members(output)
    text = b" ".join(read(output, "README.txt").split())
    assert b"data/ holds the whole of Tiny digits. Of Tiny-10 there is only a tenth" in text


# -------------------------------------------------------------- nothing half made is left


@pytest.fixture
def earlier(output):
    """An archive of an earlier day."""
    output.mkdir(parents=True)
    path = output / f"{NAME}.zip"
    path.write_text("earlier")
    return path


def test_a_failed_download_leaves_what_was_there(
    packages, full_data, earlier, monkeypatch, capsys
):
    def fail(pinned, target, folder):
        (folder / "half.whl").write_text("half")
        raise BundleError("numpy==2.5 has no wheel.")

    monkeypatch.setattr(downloading, "download", fail)
    assert bundle.run(COMMAND) == 1
    assert capsys.readouterr().err == "numpy==2.5 has no wheel.\n"
    assert list(earlier.parent.iterdir()) == [earlier]
    assert earlier.read_text() == "earlier"


def test_a_full_disk_leaves_what_was_there(
    packages, full_data, earlier, monkeypatch, capsys
):
    def fill_up(packed, *_, **__):
        packed.fp.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", fill_up)
    assert bundle.run(COMMAND) == 1
    said = capsys.readouterr().err
    assert f"can't be written to {earlier.parent} (No space left on device)" in said
    assert "--output" in said
    assert said.count("\n") == 1
    assert list(earlier.parent.iterdir()) == [earlier]
    assert earlier.read_text() == "earlier"


def test_ctrl_c_leaves_what_was_there(packages, full_data, earlier, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(archive, "write_archive", stop)
    with pytest.raises(KeyboardInterrupt):
        bundle.run(COMMAND)
    assert list(earlier.parent.iterdir()) == [earlier]


def test_what_a_killed_run_left_goes(packages, full_data, output):
    left = output / f".unfinished-{NAME}" / "cnn-course" / "wheels"
    left.mkdir(parents=True)
    (left / "old-1.0-py3-none-any.whl").write_text("half")
    assert bundle.run(COMMAND) == 0
    assert not any("old" in name for name in members(output))
    assert [path.name for path in output.iterdir()] == [f"{NAME}.zip"]


def test_a_named_output_folder(packages, full_data, tmp_path, output):
    stick = tmp_path / "stick" / "course"
    assert bundle.run([*COMMAND, "--output", str(stick)]) == 0
    assert [path.name for path in stick.iterdir()] == [f"{NAME}.zip"]
    assert not output.exists()


@pytest.mark.parametrize("wrong", [["--platform", "amiga"], ["--python", "3.9"]])
def test_an_unknown_target_names_the_known_ones(course, wrong, capsys):
    with pytest.raises(SystemExit):
        bundle.run(wrong)
    known = "linux-x86_64" if wrong[0] == "--platform" else "3.11"
    assert known in capsys.readouterr().err


# ------------------------------------------------------------------- the site comes first


@pytest.fixture
def builds(course, monkeypatch):
    """Each call of the command ``site``; it builds the tiny site."""
    called = []

    def build(arguments):
        called.append(arguments)
        build_site(course)
        return 0

    monkeypatch.setattr(site, "run", build)
    return called


def test_a_fresh_site_is_taken(packages, full_data, builds):
    assert bundle.run(COMMAND) == 0
    assert builds == []


@pytest.mark.parametrize(
    "changed",
    [
        "_toc.yml",
        "book/index.md",
        "notebooks/01-one.ipynb",
        "lessons_lib/__init__.py",
        "lessons_lib/check/challenges.json",
        "tests/checks/answers/01-one.toml",
        "data/models/dropout.keras",
        "data/cifar10-sample/test.webp",
    ],
)
def test_an_old_site_is_built_first(packages, full_data, course, builds, changed, capsys):
    os.utime(course / changed, (4e9, 4e9))
    assert bundle.run(COMMAND) == 0
    assert builds == [[]]
    assert "older than its sources" in capsys.readouterr().out


def test_a_site_with_a_page_missing_is_built_first(
    packages, full_data, course, builds, output
):
    shutil.rmtree(course / "_build" / "html" / "notebooks")
    assert bundle.run(COMMAND) == 0
    assert builds == [[]]
    assert "cnn-course/site/notebooks/01-one.html" in members(output)


def test_a_site_that_can_not_be_built_stops_it(packages, course, monkeypatch, output):
    shutil.rmtree(course / "_build")
    monkeypatch.setattr(site, "run", lambda _: 1)
    assert bundle.run(COMMAND) == 1
    assert not output.exists()
