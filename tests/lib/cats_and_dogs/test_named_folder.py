"""The road through the folder named in LESSONS_DATA_DIR, and all that can go wrong on it."""

import os

import numpy as np
import pytest
from photographs import (
    CIFAR10,
    MEMBERS,
    PARTS,
    PNG,
    fallen_back,
    files_in,
    write_folder,
    zipped,
)

from lessons_lib.data import cats_and_dogs, find_cats_and_dogs, picture_zip


def test_named_folder_may_be_the_collection_itself(named, in_cache, capsys):
    write_folder(named)
    found = find_cats_and_dogs()
    assert found.folder == named
    assert found.origin == "photographs in the folder named in LESSONS_DATA_DIR"
    assert capsys.readouterr().out == ""
    assert in_cache() == []


def test_named_folder_may_hold_the_collection(named):
    write_folder(named / "cats_vs_dogs")
    assert find_cats_and_dogs().folder == named / "cats_vs_dogs"


@pytest.mark.parametrize("top", ["", "cats_vs_dogs/", "deep/down/"])
def test_named_folder_may_hold_a_zip_file(named, top, capsys):
    (named / "cats_vs_dogs.zip").write_bytes(zipped(top=top))
    found = find_cats_and_dogs()
    assert files_in(found.folder) == sorted(MEMBERS)
    assert "from cats_vs_dogs.zip in the folder named in LESSONS_DATA_DIR" in found.origin
    assert capsys.readouterr().out == ""
    assert find_cats_and_dogs() == found


def test_another_zip_file_takes_the_place_of_what_was_unpacked(named):
    (named / "cats_vs_dogs.zip").write_bytes(zipped())
    find_cats_and_dogs()
    more = MEMBERS | {"training_set/cats/new.png": PNG}
    (named / "cats_vs_dogs.zip").write_bytes(zipped(more))
    assert files_in(find_cats_and_dogs().folder) == sorted(more)


def test_what_was_unpacked_is_used_later_without_the_zip_file(named, monkeypatch):
    (named / "cats_vs_dogs.zip").write_bytes(zipped())
    folder = find_cats_and_dogs().folder
    monkeypatch.delenv("LESSONS_DATA_DIR")
    found = find_cats_and_dogs()
    assert found.folder == folder
    assert found.origin.endswith("LESSONS_DATA_DIR, as cached")


def test_only_as_many_photographs_as_the_claims_are_about_count(named, monkeypatch):
    write_folder(named)
    assert not find_cats_and_dogs().photographs
    monkeypatch.setattr(cats_and_dogs, "FULL_TRAINING_SET", 4)
    assert not cats_and_dogs.photographs_given()
    assert find_cats_and_dogs().photographs
    assert cats_and_dogs.photographs_given()


def test_named_folder_that_holds_something_else_is_passed_over(named, capsys):
    np.save(named / "train_images.npy", np.zeros(3))
    assert find_cats_and_dogs().origin == CIFAR10
    said = capsys.readouterr().out
    assert "LESSONS_DATA_DIR" not in said
    assert said.count("\n") == 1


def test_named_folder_that_does_not_exist(named, capsys):
    named.rmdir()
    fallen_back(capsys, "mine, which is not a folder")


@pytest.mark.parametrize("part", PARTS)
def test_named_folder_that_lacks_a_part(named, part, capsys):
    members = {name: PNG for name in MEMBERS if not name.startswith(part)}
    write_folder(named, members)
    fallen_back(capsys, f"holds no pictures in {part}")
    assert files_in(named) == sorted(members)


def test_zip_file_that_lacks_parts_leaves_nothing(named, capsys):
    (named / "cats_vs_dogs.zip").write_bytes(zipped({"training_set/cats/a.png": PNG}))
    fallen_back(capsys, "zip holds no pictures in training_set/dogs, test_set/cats")
    assert not (cats_and_dogs.cache_folder() / cats_and_dogs.PHOTOGRAPHS).exists()


def test_zip_file_that_is_cut_off(named, capsys):
    (named / "cats_vs_dogs.zip").write_bytes(zipped()[:-50])
    fallen_back(capsys, "cats_vs_dogs.zip can't be unpacked (File is not a zip file)")


def test_zip_file_with_damaged_content(named, capsys):
    content = bytearray(zipped({name: os.urandom(500) for name in MEMBERS}))
    content[200] ^= 255
    (named / "cats_vs_dogs.zip").write_bytes(content)
    fallen_back(capsys, "cats_vs_dogs.zip can't be unpacked (")
    left = cats_and_dogs.cache_folder().glob("*photographs*")
    assert list(left) == []


def test_zip_file_made_to_fill_the_disk(named, monkeypatch, capsys):
    bomb = {"training_set/cats/zeros.png": bytes(30_000_000)}
    (named / "cats_vs_dogs.zip").write_bytes(zipped(MEMBERS | bomb))
    fallen_back(capsys, "zeros.png unpacks to more than pictures would take")
    monkeypatch.setattr(picture_zip, "MOST_BYTES", 3 * len(PNG))
    (named / "cats_vs_dogs.zip").write_bytes(zipped())
    fallen_back(capsys, "unpacks to more than pictures would take")


def test_zip_file_whose_names_point_elsewhere(named, tmp_path):
    evil = {
        "../../training_set/cats/../evil.png": PNG,
        "/training_set/cats/../../../evil.png": PNG,
        "training_set/cats/..\\..\\evil.png": PNG,
        "training_set/cats/C:evil.png": PNG,
        "training_set/cats/.hidden.png": PNG,
        "__MACOSX/training_set/cats/._a.png": PNG,
        "training_set/cats/run.py": b"print()",
        "training_set/birds/a.png": PNG,
    }
    (named / "cats_vs_dogs.zip").write_bytes(zipped(MEMBERS | evil, top=""))
    assert files_in(find_cats_and_dogs().folder) == sorted(MEMBERS)
    assert not list(tmp_path.rglob("evil*"))
