"""The embedded sample and the manifest that describes it."""

import hashlib
import json
import shutil
import time

import numpy as np
import pytest

from lessons_lib.data import DataError, folders, manifest, roads, sample
from lessons_lib.data.dataset import Arrays, digest
from lessons_lib.data.manifest import data_set, read_manifest


@pytest.fixture(scope="module")
def arrays():
    return sample.read_sample(data_set("cifar10-sample"))


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(sample.sample_folder(), tmp_path / "sample")


def first_1000(images):
    return hashlib.sha256(np.ascontiguousarray(images[:1000]).data).hexdigest()


def test_manifest_describes_every_data_set(root):
    entries = json.loads((root / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert set(entries) == {"cifar10", "cifar10-sample"}
    for entry in entries.values():
        assert {"what", "origin", "license", "sources", "shapes", "sha256"} <= set(entry)
    assert entries["cifar10"]["license"].startswith("None")
    kinds = [source["kind"] for source in entries["cifar10"]["sources"]]
    assert kinds == ["archive", "npm"]


def test_digest_is_that_of_the_bytes_in_order(tiny):
    content = b"".join(array.tobytes() for array in tiny.arrays)
    assert digest(tiny.arrays) == hashlib.sha256(content).hexdigest()
    # A view in another memory order is the same data.
    other = Arrays(*(np.asfortranarray(array) for array in tiny.arrays))
    assert digest(other) == digest(tiny.arrays)


def test_sample_is_small_and_read_quickly(arrays):
    size = sum(path.stat().st_size for path in sample.sample_folder().iterdir())
    assert size < 11e6
    start = time.perf_counter()
    sample.read_sample(data_set("cifar10-sample"))
    assert time.perf_counter() - start < 3  # well below one on an idle machine


def test_first_rows_are_those_of_the_full_data(arrays, root):
    entries = json.loads((root / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert first_1000(arrays.train_images) == entries["cifar10"]["first_1000_sha256"]


def test_sample_is_a_tenth_of_the_full_data_where_they_are_on_this_disk(arrays):
    full = data_set("cifar10")
    if not roads.is_on_disk(full):
        pytest.skip("the full data are not on this disk")
    whole, _ = roads.load_full(full)
    made = sample.balanced_subset(whole.test_images, whole.test_labels, 0.1)
    assert np.array_equal(made[0], arrays.test_images)
    assert np.array_equal(made[1], arrays.test_labels)
    assert first_1000(whole.train_images) == first_1000(arrays.train_images)


def test_writing_and_reading_a_sample(tmp_path):
    random = np.random.default_rng(1)
    full = Arrays(
        random.integers(0, 256, (2000, 32, 32, 3), dtype=np.uint8),
        np.arange(2000, dtype=np.uint8).reshape(-1, 1) % 10,
        random.integers(0, 256, (400, 32, 32, 3), dtype=np.uint8),
        np.arange(400, dtype=np.uint8).reshape(-1, 1) % 10,
    )
    sha256 = sample.write_sample(full, tmp_path)
    tenth = Arrays(full.train_images[:200], full.train_labels[:200],
                   full.test_images[:40], full.test_labels[:40])  # fmt: skip
    assert sha256 == digest(tenth)
    shapes = Arrays(*(array.shape for array in tenth))
    entry = manifest.DataSet("s", "a sample", shapes, sha256)
    read = sample.read_sample(entry, tmp_path)
    assert all(np.array_equal(*pair) for pair in zip(read, tenth, strict=True))


@pytest.mark.parametrize("name", ["train.webp", "test.webp", "labels.json"])
def test_missing_file(copy, name):
    (copy / name).unlink()
    with pytest.raises(DataError, match=r"^The sample in .* can't be used \(.*anew\.$"):
        sample.read_sample(data_set("cifar10-sample"), copy)


@pytest.mark.parametrize("name", ["train.webp", "test.webp", "labels.json"])
def test_truncated_file(copy, name):
    content = (copy / name).read_bytes()
    (copy / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(DataError, match=r"^The sample in .* can't be used"):
        sample.read_sample(data_set("cifar10-sample"), copy)


def test_altered_label(copy):
    labels = json.loads((copy / "labels.json").read_text())
    labels["train"][0] = 7
    (copy / "labels.json").write_text(json.dumps(labels))
    with pytest.raises(DataError, match="the SHA-256 differs"):
        sample.read_sample(data_set("cifar10-sample"), copy)


def test_manifest_that_is_missing_or_broken(tmp_path):
    with pytest.raises(DataError, match=r"can't be read .* get the course's files anew"):
        read_manifest(tmp_path / "manifest.json")
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(DataError, match="can't be read"):
        read_manifest(tmp_path / "manifest.json")


def test_unknown_data_set():
    with pytest.raises(DataError, match="knows cifar10, cifar10-sample, but no mnist"):
        data_set("mnist")


def test_an_installed_package_brings_its_own_data(tmp_path, monkeypatch, root):
    assert folders.data_folder() == root / "data"
    monkeypatch.setattr(folders, "PACKAGE", tmp_path)
    (tmp_path / "_data").mkdir()
    assert folders.data_folder() == tmp_path / "_data"
