"""What the tests of this folder share: a few tiny pictures, as a folder and as a zip file."""

import io
import zipfile

from PIL import Image

from lessons_lib.data import cats_and_dogs, find_cats_and_dogs, picture_forms, picture_store

CIFAR10 = "the cats and dogs of the sample of CIFAR-10"
NOBODY_LISTENS = "http://127.0.0.1:9/cats_and_dogs_filtered.zip"
PARTS = [*picture_forms.CLASS_FOLDERS, picture_forms.SINGLES]
PNG = io.BytesIO()
Image.new("RGB", (2, 2)).save(PNG, "png")
PNG = PNG.getvalue()
MEMBERS = {f"{part}/{name}": PNG for part in PARTS for name in ("a b.png", "ä.png")}


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


def files_in(folder):
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != picture_store.LISTING
    )


def fallen_back(capsys, reason):
    """See that CIFAR-10 is used instead, and why, in one sentence."""
    assert find_cats_and_dogs().origin == CIFAR10
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert said.startswith(f"The pictures are {CIFAR10}, since ")
    assert reason in said
