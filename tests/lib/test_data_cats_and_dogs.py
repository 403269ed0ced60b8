"""Every road to a folder of cats and dogs, and all that can go wrong on it."""

import errno
import io
import json
import os
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lessons_lib.data import (
    DataError,
    cats_and_dogs,
    find_cats_and_dogs,
    load_cifar10,
    manifest,
    picture_forms,
    picture_store,
    picture_zip,
)
from lessons_lib.data.dataset import Arrays, DataSet

CIFAR10 = "the cats and dogs of the sample of CIFAR-10"
NOBODY_LISTENS = "http://127.0.0.1:9/cats_and_dogs_filtered.zip"
PARTS = [*picture_forms.CLASS_FOLDERS, picture_forms.SINGLES]
PNG = io.BytesIO()
Image.new("RGB", (2, 2)).save(PNG, "png")
PNG = PNG.getvalue()
MEMBERS = {f"{part}/{name}": PNG for part in PARTS for name in ("a b.png", "ä.png")}


@pytest.fixture(autouse=True)
def alone(own_folders, monkeypatch):
    """No photographs anywhere, no network, and the sample where CIFAR-10 is asked for."""
    monkeypatch.setattr(cats_and_dogs, "_given", None)
    monkeypatch.setattr(cats_and_dogs, "_instead_of_cache", [])
    archive_at(monkeypatch, NOBODY_LISTENS)
    monkeypatch.setenv("LESSONS_DATA", "sample")
    few = [tuple(array[:60] for array in part) for part in load_cifar10()]
    monkeypatch.setattr(cats_and_dogs, "load_cifar10", lambda: tuple(few))
    monkeypatch.setenv("LESSONS_DATA", "full")


def archive_at(monkeypatch, url, size=0):
    source = {"kind": "archive", "url": url, "bytes": size}
    monkeypatch.setattr(cats_and_dogs, "source_of", lambda *_: source)


def write_folder(folder, members=MEMBERS):
    for name, content in members.items():
        path = folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def zipped(members=MEMBERS, top="cats_vs_dogs/"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(top + name, content)
    return file.getvalue()


@pytest.fixture
def named(tmp_path, monkeypatch):
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv("LESSONS_DATA_DIR", str(folder))
    return folder


def files_in(folder):
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != picture_store.LISTING
    )


# ---------------------------------------------------------------- the named folder


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


def fallen_back(capsys, reason):
    """See that CIFAR-10 is used instead, and why, in one sentence."""
    assert find_cats_and_dogs().origin == CIFAR10
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert said.startswith(f"The pictures are {CIFAR10}, since ")
    assert reason in said


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
        "training_set/cats/.hidden.png": PNG,
        "__MACOSX/training_set/cats/._a.png": PNG,
        "training_set/cats/run.py": b"print()",
        "training_set/birds/a.png": PNG,
    }
    (named / "cats_vs_dogs.zip").write_bytes(zipped(MEMBERS | evil, top=""))
    assert files_in(find_cats_and_dogs().folder) == sorted(MEMBERS)
    assert not list(tmp_path.rglob("evil*"))


# ------------------------------------------------------------- the cache


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


def test_two_processes_at_once(tmp_path, monkeypatch):
    folder = tmp_path / "cache" / "pictures"
    picture_store.store(folder, MEMBERS.items(), "here")
    # The other one was quicker; the folder is there and whole.
    picture_store.store(folder, MEMBERS.items(), "there")
    assert picture_store.listing_of(folder)["origin"] == "here"
    assert [path.name for path in folder.parent.iterdir()] == ["pictures"]


# ------------------------------------------------------- Google's small copy


@pytest.fixture
def google(monkeypatch):
    """Serve a small copy in Google's layout; give a function that sets what is sent."""
    layout = {"training_set": "train", "test_set": "validation"}
    members = {"vectorize.py": b"", **MEMBERS}
    members = {
        "/".join(layout.get(part, part) for part in name.split("/")): content
        for name, content in members.items()
        if not name.startswith(picture_forms.SINGLES)
    }
    members |= {
        f"train/{name}s/{name}.{n}.png": PNG for name in ("cat", "dog") for n in "12"
    }
    sent = {"body": zipped(members, "cats_and_dogs_filtered/"), "status": 200}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(sent["status"])
            self.end_headers()
            self.wfile.write(sent["body"])

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/cats_and_dogs_filtered.zip"
    archive_at(monkeypatch, url, len(sent["body"]))
    yield sent
    server.shutdown()
    server.server_close()


def test_the_small_copy_gets_the_course_s_layout(google, in_cache):
    found = find_cats_and_dogs()
    assert found.origin == "photographs of the small copy that Google publishes"
    assert not found.photographs
    assert picture_forms.missing_in(found.folder) == []
    singles = picture_forms.pictures_in(found.folder / picture_forms.SINGLES)
    assert [path.name for path in singles] == [f"cat_or_dog_{n}.png" for n in "1234"]
    assert len(files_in(found.folder)) == 12
    assert find_cats_and_dogs().origin.endswith("Google publishes, as cached")


def test_a_page_in_place_of_the_archive(google, capsys):
    google["body"] = b"<html>Please log in</html>"
    fallen_back(capsys, "sent is not the archive (a page of a proxy")


def test_a_host_that_refuses(google, capsys):
    google["status"] = 403
    fallen_back(capsys, "answered with status 403")


def test_a_host_that_can_t_be_reached(capsys):
    fallen_back(capsys, "127.0.0.1:9 can't be reached")


# ------------------------------------------------------------------- CIFAR-10


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
