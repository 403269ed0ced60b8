"""A look through folders of pictures, and odd pictures read as plain ones."""

import numpy as np
import pytest
from PIL import Image

from lessons_lib.data import check_picture_folder
from lessons_lib.odd_pictures import READABLE, UNREADABLE, draw_head, write_odd_pictures
from lessons_lib.plain_pictures import as_plain_picture

DOG = draw_head("dog", "#cfe3c4", "#b98556")


@pytest.fixture
def classes(tmp_path):
    """Two folders of two pictures each."""
    for name in ("cats", "dogs"):
        (tmp_path / "train" / name).mkdir(parents=True)
        DOG.save(tmp_path / "train" / name / "1.png")
        DOG.save(tmp_path / "train" / name / "2.jpg")
    return tmp_path / "train"


def test_the_course_s_own_pictures_are_pictures(root):
    for folder in (root / "data" / "pictures").iterdir():
        if folder.is_dir() and not folder.name.startswith(("_", ".")):
            assert check_picture_folder(folder) == []


def test_folder_in_order(classes):
    (classes / "cats" / ".DS_Store").write_bytes(b"hidden")
    assert check_picture_folder(classes) == []
    assert check_picture_folder(str(classes / "cats")) == []
    assert check_picture_folder(classes.parent) == []


def test_names_with_spaces_and_letters_beyond_ascii_are_fine(classes):
    path = classes / "cats" / "große Katze № 1 猫.png"
    DOG.save(path)
    assert check_picture_folder(classes) == []
    path.write_bytes(b"")
    assert check_picture_folder(classes) == [
        f"cats/{path.name} is empty: it has not one byte."
    ]


def test_every_odd_picture_is_named_once(tmp_path):
    write_odd_pictures(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert check_picture_folder(tmp_path) == [
        "birds holds no pictures.",
        "cats/cut.jpg is damaged or cut off.",
        "cats/empty.jpg is empty: it has not one byte.",
        "cats/huge.png has more than 89 million pixels, too many to be decoded.",
        "cats/page.jpg is no picture, whatever its name says.",
        "cats/tiny.png has 1 × 1 pixels, too few to show anything.",
        "dogs/cutout.png has transparent places, where any color may turn up.",
        "dogs/deep.png has 16 bits a value, which some readers clip at 255.",
        "dogs/gray.jpg is gray, so its three channels will be equal.",
        "dogs/moving.gif is animated, and only the first of its 2 frames counts.",
        "dogs/new.webp would be passed over: Keras reads .bmp, .gif, .jpeg, .jpg, .png.",
        "dogs/print.jpg has four inks (CMYK) in place of red, green and blue.",
        "dogs/turned.jpg lies on its side or head, since Keras does not turn it as its EXIF "
        "tag says.",
    ]
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*.*")}


def test_half_a_png_is_named(classes):
    path = classes / "dogs" / "1.png"
    path.write_bytes(path.read_bytes()[:-400])
    assert check_picture_folder(classes) == ["dogs/1.png is damaged or cut off."]


def test_a_picture_that_is_odd_in_two_ways_gets_one_sentence(classes):
    DOG.convert("L").resize((2, 2)).save(classes / "dogs" / "both.png")
    assert check_picture_folder(classes) == [
        "dogs/both.png has 2 × 2 pixels, too few to show anything, and is gray, so its three "
        "channels will be equal."
    ]


def test_empty_class(classes):
    (classes / "birds").mkdir()
    assert check_picture_folder(classes) == ["birds holds no pictures."]


def test_a_class_in_which_nothing_can_be_read(classes):
    (classes / "birds").mkdir()
    (classes / "birds" / "1.jpg").write_bytes(b"")
    assert check_picture_folder(classes) == [
        "birds/1.jpg is empty: it has not one byte.",
        "birds holds no pictures.",
    ]


def test_one_class(classes):
    for path in (classes / "dogs").iterdir():
        path.unlink()
    (classes / "dogs").rmdir()
    assert check_picture_folder(classes) == [
        "The folder has one class only, cats: there is nothing to tell apart."
    ]


def test_hidden_files_do_not_make_a_folder_a_class(classes):
    (classes / ".DS_Store").write_bytes(b"hidden")
    assert check_picture_folder(classes.parent) == []


def test_a_link_to_nothing_is_named(classes):
    (classes / "cats" / "3.png").symlink_to(classes / "gone.png")
    assert check_picture_folder(classes) == [
        "cats/3.png can't be read: it is a link to a file that is not there."
    ]


def test_folder_with_nothing_but_other_files(tmp_path):
    (tmp_path / "notes.txt").write_text("cats")
    assert check_picture_folder(tmp_path) == [
        "notes.txt is no picture, whatever its name says.",
        "The folder holds no pictures.",
    ]


def test_folder_that_does_not_exist(tmp_path):
    gone = tmp_path / "gone"
    assert check_picture_folder(gone) == [f"{gone} is not a folder."]


def test_what_can_be_read_becomes_plain(tmp_path):
    write_odd_pictures(tmp_path)
    read, unreadable = {}, []
    for path in sorted(tmp_path.glob("*/*")):
        name = f"{path.parent.name}/{path.name}"
        try:
            picture = as_plain_picture(path)
        except (OSError, Image.DecompressionBombError):
            unreadable.append(name)
            continue
        assert picture.mode == "RGB"
        read[name] = np.asarray(picture).astype(int)
    assert unreadable == list(UNREADABLE)
    assert list(read) == list(READABLE)
    dog, gray = np.asarray(DOG), np.asarray(DOG.convert("L"))[..., np.newaxis]
    assert np.array_equal(read["dogs/new.webp"], dog)
    # 16 bits: the same gray as with 8.
    assert np.array_equal(read["dogs/deep.png"], np.repeat(gray, 3, axis=2))
    assert np.abs(read["dogs/gray.jpg"] - gray).mean() < 2
    # Turned upright, the first frame and not the second, red, green and blue again.
    for name in ("turned.jpg", "moving.gif", "print.jpg"):
        assert np.abs(read[f"dogs/{name}"] - dog).mean() < 5
    assert read["dogs/cutout.png"][0, 0].tolist() == [255, 255, 255]
    assert np.abs(read["dogs/cutout.png"] - dog)[60:100, 60:140].max() == 0
