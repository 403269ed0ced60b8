"""Pictures of cats and dogs in folders, by the first of four roads that leads to some.

Each road gives a :class:`CatsAndDogs`, or None where there is nothing to try, or raises
a DataError that says why it ended.
"""

import hashlib
import io
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from lessons_lib.data import cache, fetching, picture_forms, picture_store
from lessons_lib.data.cifar10 import CLASS_NAMES, load_cifar10
from lessons_lib.data.dataset import DataError
from lessons_lib.data.folders import cache_folder, named_path
from lessons_lib.data.manifest import data_set, source_of
from lessons_lib.data.picture_forms import CLASS_FOLDERS, SINGLES, pictures_in
from lessons_lib.data.picture_zip import read_pictures
from lessons_lib.data.sizes import asked_size

# What the documents that this course grew out of trained their networks on.
FULL_TRAINING_SET = 8_000
PHOTOGRAPHS = "cats-and-dogs-photographs"
# What the single pictures show, in the order of their names.
SINGLE_CLASSES = ("cats", "dogs", "dogs", "cats")

# What find_cats_and_dogs gave last in this process.
_given = None
# Folders for where the cache can't be written; Python removes them at the end.
_instead_of_cache = []


class CatsAndDogs(NamedTuple):
    """A folder of cats and dogs, and where they come from.

    Attributes
    ----------
    folder : pathlib.Path
        Holds ``training_set/{cats,dogs}``, ``test_set/{cats,dogs}`` and, for pictures
        whose class is asked for, ``single_prediction``. Only to be read.
    origin : str
        The road by which they came, in words.
    photographs : bool
        Whether these are photographs and as many as the course's claims are about, at
        least 8,000 to train on.
    """

    folder: Path
    origin: str
    photographs: bool


def find_cats_and_dogs():
    """Find pictures of cats and dogs in folders.

    The roads, in order: the folder named in ``LESSONS_DATA_DIR``, which may be the
    collection itself, hold it as ``cats_vs_dogs``, or hold ``cats_vs_dogs.zip``; what
    is in the cache; Google's small copy of 2,000 + 1,000 photographs; the cats and
    dogs of CIFAR-10, written as files. Where ``LESSONS_DATA`` is ``sample``, it is the
    last of these at once, with the sample of CIFAR-10. Prints a sentence where a road
    before the successful one failed.

    Returns
    -------
    CatsAndDogs

    Raises
    ------
    DataError
        If ``LESSONS_DATA`` is something else than full, sample or auto, or if not
        even CIFAR-10 can be had.
    """
    global _given
    failed = []
    _given = None
    for road in (_named, _cached, _downloaded) if asked_size() != "sample" else ():
        try:
            _given = road()
        except (DataError, OSError) as error:
            failed.append(str(error))
        if _given is not None:
            break
    if _given is None:
        _given = _from_cifar10()
    if failed:
        print(f"The pictures are {_given.origin}, since {'; '.join(failed)}.", flush=True)
    return _given


def photographs_given():
    """Tell whether the pictures in use are those that the course's claims are about.

    Returns
    -------
    bool
        Whether :func:`find_cats_and_dogs` gave the photographs last in this process.
    """
    return _given is not None and _given.photographs


def _named():
    """Take the folder named in ``LESSONS_DATA_DIR``, or the zip file in it."""
    named = named_path()
    if named is not None and not named.is_dir():
        raise DataError(f"LESSONS_DATA_DIR names {named}, which is not a folder")
    form = picture_forms.form_in(named)
    if form is None:
        return None
    if form.is_dir():
        _see_that_nothing_is_missing(form, form)
        return _photographs(form, "photographs in the folder named in LESSONS_DATA_DIR")
    origin = f"photographs from {form.name} in the folder named in LESSONS_DATA_DIR"
    with form.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    kept = cache_folder() / PHOTOGRAPHS
    listing = picture_store.listing_of(kept)
    if listing and listing["archive_sha256"] == sha256 and picture_store.is_intact(kept):
        return _photographs(kept, origin)
    folder = _stored(PHOTOGRAPHS, lambda: read_pictures(form), origin, sha256)
    _see_that_nothing_is_missing(folder, form)
    return _photographs(folder, origin)


def _cached():
    """Take the photographs from the cache, if they are there and whole."""
    folder = cache_folder() / PHOTOGRAPHS
    if not folder.exists():
        return None
    if not picture_store.is_intact(folder):
        cache.remove_folder(folder)
        raise DataError(f"the copy in {folder} was damaged or unreadable")
    return _photographs(folder, f"{picture_store.listing_of(folder)['origin']}, as cached")


def _downloaded():
    """Download Google's small copy, which many guides to Keras use."""
    source = source_of("cats-and-dogs", "archive")
    with fetching.temporary_folder() as folder:
        path = folder / "cats_and_dogs_filtered.zip"
        fetching.fetch_file(source["url"], path)
        if path.stat().st_size != source["bytes"]:
            raise DataError(
                f"what {urlsplit(source['url']).netloc} sent is not the archive (a page of a "
                "proxy, or it was cut off)"
            )
        pictures = _with_singles(dict(read_pictures(path)))
    origin = "photographs of the small copy that Google publishes"
    return _photographs(_stored(PHOTOGRAPHS, pictures.items, origin), origin)


def _from_cifar10():
    """Write the cats and dogs of CIFAR-10 as files, if they are not there and whole."""
    data = load_cifar10()
    n_images = len(data[0][0])
    is_whole = n_images == data_set("cifar10").shapes.train_images[0]
    origin = f"the cats and dogs of {'' if is_whole else 'the sample of '}CIFAR-10"
    name = f"cats-and-dogs-of-{n_images}"
    folder = cache_folder() / name
    if not picture_store.is_intact(folder):
        pictures = _with_singles(dict(_cifar10_files(*data)))
        folder = _stored(name, pictures.items, origin)
    return CatsAndDogs(folder, origin, photographs=False)


def _cifar10_files(train, test):
    """Give the cats and dogs of CIFAR-10 as PNG files, with their paths in the layout."""
    from PIL import Image

    for part, (images, labels) in (("training_set", train), ("test_set", test)):
        for name in ("cat", "dog"):
            rows = (labels.ravel() == CLASS_NAMES.index(name)).nonzero()[0]
            for number, row in enumerate(rows, start=1):
                file = io.BytesIO()
                Image.fromarray(images[row]).save(file, "png", compress_level=1)
                yield f"{part}/{name}s/{name}.{number:04}.png", file.getvalue()


def _with_singles(files):
    """Turn the last pictures of the training set into single ones, which no model sees."""
    training = {name: f"training_set/{name}/" for name in SINGLE_CLASSES}
    for number, name in enumerate(SINGLE_CLASSES, start=1):
        last = max(path for path in files if path.startswith(training[name]))
        suffix = Path(last).suffix
        files[f"{SINGLES}/cat_or_dog_{number}{suffix}"] = files.pop(last)
    return files


def _photographs(folder, origin):
    """Say whether the photographs in a folder are as many as the claims are about."""
    training = [name for name in CLASS_FOLDERS if name.startswith("training_set")]
    count = sum(len(pictures_in(folder / name)) for name in training)
    return CatsAndDogs(folder, origin, photographs=count >= FULL_TRAINING_SET)


def _see_that_nothing_is_missing(folder, form):
    """Complain of class folders without pictures; what was unpacked from there goes."""
    missing = picture_forms.missing_in(folder)
    if missing:
        if folder != form:
            cache.remove_folder(folder)
        raise DataError(f"{form} holds no pictures in {', '.join(missing)}")


def _stored(name, files, origin, archive_sha256=""):
    """Store files in the cache, or else until this process ends; give their folder."""
    folder = cache_folder() / name
    try:
        picture_store.store(folder, files(), origin, archive_sha256)
        return folder
    except OSError as error:
        print(
            f"The cats and dogs can't be kept in {cache_folder()} ({error.strerror or error}): "
            "to spare making their files anew next time, name a folder with room in "
            "LESSONS_CACHE_DIR.",
            flush=True,
        )
    try:
        _instead_of_cache.append(tempfile.TemporaryDirectory(prefix="cats-and-dogs-"))
        folder = Path(_instead_of_cache[-1].name) / name
        picture_store.store(folder, files(), origin, archive_sha256)
        return folder
    except OSError as error:
        raise DataError(
            f"There is no place for the pictures of cats and dogs ({error.strerror or error}): "
            "name a folder with room in LESSONS_CACHE_DIR."
        ) from error
