"""The last road: the cats and dogs of CIFAR-10, written as files."""

import json

import numpy as np
import pytest
from photographs import CIFAR10, files_in, write_folder
from PIL import Image

from lessons_lib.data import (
    DataError,
    cats_and_dogs,
    find_cats_and_dogs,
    manifest,
    picture_forms,
    picture_store,
)
from lessons_lib.data.dataset import Arrays, DataSet


def test_the_sample_takes_no_other_road(named, monkeypatch, capsys):
    write_folder(named)
    monkeypatch.setenv("LESSONS_DATA", "sample")
    found = find_cats_and_dogs()
    assert found.origin == CIFAR10
    assert not found.photographs
    assert capsys.readouterr().out == ""


def test_cats_and_dogs_of_cifar10_become_files(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    (images, labels), (test_images, test_labels) = cats_and_dogs.load_cifar10()
    found = find_cats_and_dogs().folder
    assert picture_forms.missing_in(found) == []
    read = [np.asarray(Image.open(found / name)) for name in files_in(found)]
    expected = [
        *images[np.isin(labels.ravel(), (3, 5))],
        *test_images[np.isin(test_labels.ravel(), (3, 5))],
    ]
    assert sorted(map(np.ndarray.tobytes, read)) == sorted(
        map(np.ndarray.tobytes, expected)
    )
    first_cat = np.asarray(Image.open(found / "training_set" / "cats" / "cat.0001.png"))
    assert np.array_equal(first_cat, images[labels.ravel() == 3][0])
    # Cat, dog, dog, cat: the last of each class, taken from its end.
    cats, dogs = (images[labels.ravel() == number] for number in (3, 5))
    for number, image in enumerate((cats[-1], dogs[-1], dogs[-2], cats[-2]), start=1):
        path = found / picture_forms.SINGLES / f"cat_or_dog_{number}.png"
        assert np.array_equal(np.asarray(Image.open(path)), image)


def test_files_of_cifar10_are_made_once(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    folder = find_cats_and_dogs().folder
    made = (folder / picture_store.LISTING).stat().st_mtime_ns
    assert find_cats_and_dogs().folder == folder
    assert (folder / picture_store.LISTING).stat().st_mtime_ns == made


def test_not_even_cifar10(monkeypatch, capsys):
    def fail():
        raise DataError("The full CIFAR-10 can't be had here.")

    monkeypatch.setattr(cats_and_dogs, "load_cifar10", fail)
    with pytest.raises(DataError, match=r"^The full CIFAR-10 can't be had here"):
        find_cats_and_dogs()


def test_the_whole_of_cifar10(monkeypatch):
    shapes = Arrays((60, 32, 32, 3), (60, 1), (60, 32, 32, 3), (60, 1))
    whole = DataSet("cifar10", "CIFAR-10", shapes, "")
    monkeypatch.setattr(cats_and_dogs, "data_set", lambda _: whole)
    assert find_cats_and_dogs().origin == "the cats and dogs of CIFAR-10"


def test_another_word_for_the_size(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "large")
    with pytest.raises(DataError, match="it can be full, sample or auto"):
        find_cats_and_dogs()


def test_the_manifest_knows_the_small_copy(root):
    source = manifest.source_of("cats-and-dogs", "archive")
    assert source["url"].endswith("/mledu-datasets/cats_and_dogs_filtered.zip")
    assert source["bytes"] == 68_606_236
    assert manifest.source_of("cats-and-dogs", "npm") == {}
    entries = json.loads((root / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert entries["cats-and-dogs"]["license"].startswith("Unknown")
