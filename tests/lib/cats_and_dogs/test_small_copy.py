"""The road to the small copy that Google publishes."""

import pytest
from photographs import MEMBERS, PNG, archive_at, fallen_back, files_in, zipped

from lessons_lib.data import find_cats_and_dogs, picture_forms


def small_copy():
    """Pack the pictures in Google's layout."""
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
    return zipped(members, "cats_and_dogs_filtered/")


@pytest.fixture
def google(web_server, monkeypatch):
    """Give a function that serves the small copy, or what comes in its place."""
    packed = small_copy()

    def start(body=packed, status=200):
        host = web_server(body, status)
        archive_at(monkeypatch, f"{host}/cats_and_dogs_filtered.zip", len(packed))

    return start


def test_the_small_copy_gets_the_course_s_layout(google, in_cache):
    google()
    found = find_cats_and_dogs()
    assert found.origin == "photographs of the small copy that Google publishes"
    assert not found.photographs
    assert picture_forms.missing_in(found.folder) == []
    singles = picture_forms.pictures_in(found.folder / picture_forms.SINGLES)
    assert [path.name for path in singles] == [f"cat_or_dog_{n}.png" for n in "1234"]
    assert len(files_in(found.folder)) == 12
    assert find_cats_and_dogs().origin.endswith("Google publishes, as cached")


def test_a_page_in_place_of_the_archive(google, capsys):
    google(b"<html>Please log in</html>")
    fallen_back(capsys, "sent is not the archive (a page of a proxy")


def test_a_host_that_refuses(google, capsys):
    google(status=403)
    fallen_back(capsys, "answered with status 403")


def test_a_host_that_can_t_be_reached(capsys):
    fallen_back(capsys, "127.0.0.1:9 can't be reached")
