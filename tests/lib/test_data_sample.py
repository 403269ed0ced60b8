"""The embedded sample and the manifest that describes it."""

import hashlib
import json
import shutil
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_lib.data import DataError, folders, formats, manifest, sample
from lessons_lib.data.dataset import Arrays, digest
from lessons_lib.data.manifest import data_set, read_manifest


@pytest.fixture(scope="module", params=["cifar10", "mnist"])
def name(request):
    return request.param


@pytest.fixture(scope="module")
def entry(name):
    return data_set(f"{name}-sample")


@pytest.fixture(scope="module")
def arrays(entry):
    return sample.read_sample(entry)


@pytest.fixture
def copy(entry, tmp_path):
    return shutil.copytree(sample.sample_folder(entry.name), tmp_path / "sample")


def first_1000(images):
    return hashlib.sha256(np.ascontiguousarray(images[:1000]).data).hexdigest()


def test_manifest_describes_every_data_set(root):
    entries = json.loads((root / "data" / "manifest.json").read_text(encoding="utf-8"))
    whole = {"cifar10", "mnist"}
    assert set(entries) == whole | {f"{name}-sample" for name in whole} | {"cats-and-dogs"}
    for name, entry in entries.items():
        assert {"title", "what", "origin", "license", "sources"} <= set(entry)
        # The cats and dogs are files, and may be anybody's.
        assert ({"shapes", "sha256"} <= set(entry)) == (name != "cats-and-dogs")
    assert entries["cifar10"]["license"].startswith("None")
    assert "Share Alike 3.0" in entries["mnist"]["license"]
    for name in whole:
        kinds = [source["kind"] for source in entries[name]["sources"]]
        assert kinds == ["archive", "npm"]


def test_each_form_in_the_manifest_can_be_read():
    data_sets = manifest.full_data_sets()
    assert [data.name for data in data_sets] == ["cifar10", "mnist"]
    for data in data_sets:
        assert data.forms
        assert set(data.forms) <= set(formats.FORMS)


def test_digest_is_that_of_the_bytes_in_order(tiny):
    content = b"".join(array.tobytes() for array in tiny.arrays)
    assert digest(tiny.arrays) == hashlib.sha256(content).hexdigest()
    # A view in another memory order is the same data.
    other = Arrays(*(np.asfortranarray(array) for array in tiny.arrays))
    assert digest(other) == digest(tiny.arrays)


def test_sample_is_small_and_read_quickly(entry, arrays):
    size = sum(path.stat().st_size for path in sample.sample_folder(entry.name).iterdir())
    assert size < 11e6
    # The time of this thread, in which all of it happens: the clock on the wall also counts
    # what runs beside the test, and the process's time what its other threads do.
    start = time.thread_time()
    sample.read_sample(entry)
    assert time.thread_time() - start < 10  # mostly below one


def test_first_rows_are_those_of_the_full_data(name, arrays, root):
    entries = json.loads((root / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert first_1000(arrays.train_images) == entries[name]["first_1000_sha256"]


def test_exactly_a_tenth_of_each_class_and_of_all(name, arrays):
    counts = [np.bincount(labels.ravel()).tolist() for labels in arrays[1::2]]
    expected = {
        "cifar10": [[500] * 10, [100] * 10],
        "mnist": [
            [592, 674, 596, 613, 584, 542, 592, 627, 585, 595],
            [98, 114, 103, 101, 98, 89, 96, 103, 97, 101],
        ],
    }
    assert counts == expected[name]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=200), st.booleans())
def test_first_tenth(classes, column):
    labels = np.array(classes).reshape((-1, 1) if column else -1)
    rows = sample.first_tenth(labels)
    assert len(rows) == len(labels) // 10
    assert np.all(np.diff(rows) > 0)
    for number in range(5):
        of_class = np.flatnonzero(labels.ravel() == number)
        kept = np.intersect1d(of_class, rows)
        # The first ones of each class, a tenth of them rounded down or up.
        assert np.array_equal(kept, of_class[: len(kept)])
        assert len(of_class) // 10 <= len(kept) <= -(-len(of_class) // 10)


@pytest.mark.parametrize(("picture", "label"), [((32, 32, 3), (1,)), ((28, 28), ())])
def test_writing_and_reading_a_sample(picture, label, tmp_path):
    random = np.random.default_rng(1)
    full = Arrays(
        random.integers(0, 256, (2000, *picture), dtype=np.uint8),
        np.arange(2000, dtype=np.uint8).reshape(-1, *label) % 10,
        random.integers(0, 256, (400, *picture), dtype=np.uint8),
        np.arange(400, dtype=np.uint8).reshape(-1, *label) % 10,
    )
    sha256 = sample.write_sample(full, tmp_path)
    tenth = Arrays(full.train_images[:200], full.train_labels[:200],
                   full.test_images[:40], full.test_labels[:40])  # fmt: skip
    assert sha256 == digest(tenth)
    shapes = Arrays(*(array.shape for array in tenth))
    entry = manifest.DataSet("s", "a sample", shapes, sha256)
    read = sample.read_sample(entry, tmp_path)
    assert all(np.array_equal(*pair) for pair in zip(read, tenth, strict=True))


@pytest.mark.parametrize("file", ["train.webp", "test.webp", "labels.json"])
def test_missing_file(entry, copy, file):
    (copy / file).unlink()
    with pytest.raises(DataError, match=r"^The sample in .* can't be used \(.*anew\.$"):
        sample.read_sample(entry, copy)


@pytest.mark.parametrize("file", ["train.webp", "test.webp", "labels.json"])
def test_truncated_file(entry, copy, file):
    content = (copy / file).read_bytes()
    (copy / file).write_bytes(content[: len(content) // 2])
    with pytest.raises(DataError, match=r"^The sample in .* can't be used"):
        sample.read_sample(entry, copy)


def test_altered_label(entry, copy):
    labels = json.loads((copy / "labels.json").read_text())
    labels["train"][0] = 7
    (copy / "labels.json").write_text(json.dumps(labels))
    with pytest.raises(DataError, match="the SHA-256 differs"):
        sample.read_sample(entry, copy)


def test_manifest_that_is_missing_or_broken(tmp_path):
    with pytest.raises(DataError, match=r"can't be read .* get the course's files anew"):
        read_manifest(tmp_path / "manifest.json")
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(DataError, match="can't be read"):
        read_manifest(tmp_path / "manifest.json")


def test_unknown_data_set():
    with pytest.raises(DataError, match=r"knows cifar10, cifar10-sample, .*, but no svhn"):
        data_set("svhn")


def test_an_installed_package_brings_its_own_data(tmp_path, monkeypatch, root):
    assert folders.data_folder() == root / "data"
    monkeypatch.setattr(folders, "PACKAGE", tmp_path)
    (tmp_path / "_data").mkdir()
    assert folders.data_folder() == tmp_path / "_data"
