"""The road through the cache, and all that can happen to it."""

import errno
import os
from pathlib import Path

import pytest
from photographs import MEMBERS, PNG, fallen_back, files_in, zipped

from lessons_lib.data import DataError, find_cats_and_dogs, picture_store


@pytest.fixture
def kept(named, monkeypatch):
    """Photographs in the cache, and nowhere else."""
    (named / "cats_vs_dogs.zip").write_bytes(zipped())
    folder = find_cats_and_dogs().folder
    monkeypatch.delenv("LESSONS_DATA_DIR")
    return folder


def alter(folder):
    (folder / "test_set/dogs/a b.png").write_bytes(PNG[::-1])


def lose(folder):
    (folder / "test_set/dogs/a b.png").unlink()


def add(folder):
    (folder / "test_set/dogs/new.png").write_bytes(PNG)


def forget(folder):
    (folder / picture_store.LISTING).write_text("[]")


@pytest.mark.parametrize("damage", [alter, lose, add, forget])
def test_a_damaged_copy_is_removed_and_not_used(kept, damage, capsys):
    damage(kept)
    fallen_back(capsys, "photographs was damaged or unreadable")
    assert not kept.exists()


def test_hidden_files_of_a_desktop_are_no_damage(kept):
    (kept / "test_set" / ".DS_Store").write_bytes(b"x")
    assert find_cats_and_dogs().folder == kept


def test_a_damaged_copy_is_unpacked_anew(kept, named, monkeypatch, capsys):
    alter(kept)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(named))
    assert picture_store.is_intact(find_cats_and_dogs().folder)
    assert capsys.readouterr().out == ""


def test_a_full_disk_leaves_nothing_half_written(named, in_cache, monkeypatch, capsys):
    (named / "cats_vs_dogs.zip").write_bytes(zipped())
    write, written = Path.write_bytes, []

    def fill_up(path, content):
        written.append(path)
        if len(written) == 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fill_up)
    found = find_cats_and_dogs()
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "No space left on device" in said
    assert "LESSONS_CACHE_DIR" in said
    assert files_in(found.folder) == sorted(MEMBERS)
    assert in_cache() == []


def test_no_place_at_all(named, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(
        DataError, match=r"^There is no place for the pictures .* with room"
    ):
        find_cats_and_dogs()


def test_a_quicker_process_keeps_the_folder_that_it_gave(named, monkeypatch):
    (named / "cats_vs_dogs.zip").write_bytes(zipped())
    look = picture_store.listing_of

    def look_too_early(folder):
        monkeypatch.setattr(picture_store, "listing_of", look)
        (find_cats_and_dogs().folder / ".in-use").touch()

    monkeypatch.setattr(picture_store, "listing_of", look_too_early)
    assert (find_cats_and_dogs().folder / ".in-use").exists()


def test_a_damaged_zip_file_costs_nobody_the_copy_in_the_cache(
    kept, named, monkeypatch, capsys
):
    monkeypatch.setenv("LESSONS_DATA_DIR", str(named))
    content = bytearray(zipped({name: os.urandom(500) for name in MEMBERS}))
    content[200] ^= 255
    (named / "cats_vs_dogs.zip").write_bytes(content)
    assert find_cats_and_dogs().folder == kept
    assert "cats_vs_dogs.zip can't be unpacked (" in capsys.readouterr().out


def test_a_full_disk_does_not_pass_off_an_old_copy_as_a_new_one(tmp_path, monkeypatch):
    folder = tmp_path / "pictures"
    picture_store.store(folder, MEMBERS.items(), "here", "old")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        picture_store.store(folder, MEMBERS.items(), "here", "new")
    assert picture_store.is_intact(folder)


def test_another_process_is_quicker_at_the_last_moment(tmp_path, monkeypatch):
    folder = tmp_path / "cache" / "pictures"

    def be_late(_):
        monkeypatch.undo()
        picture_store.store(folder, MEMBERS.items(), "here")

    monkeypatch.setattr(picture_store, "remove_folder", be_late)
    picture_store.store(folder, MEMBERS.items(), "here")
    assert picture_store.is_intact(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["pictures"]


def test_a_folder_in_use_that_holds_something_else_is_not_taken(tmp_path, monkeypatch):
    folder = tmp_path / "cache" / "pictures"
    picture_store.store(folder, MEMBERS.items(), "here", "old")
    # On Windows a folder with an open file can't be removed.
    monkeypatch.setattr(picture_store, "remove_folder", lambda _: None)
    with pytest.raises(OSError, match="pictures"):
        picture_store.store(folder, MEMBERS.items(), "here", "new")
    assert picture_store.listing_of(folder)["archive_sha256"] == "old"
    assert [path.name for path in folder.parent.iterdir()] == ["pictures"]
