"""Read the cats and dogs out of a zip file, in the course's own layout.

Names in an archive can't be trusted: one may point out of the folder that it is
unpacked into. So each path is built anew from parts that are known, and only the
last part is taken from the archive.
"""

import zipfile

from lessons_lib.data.dataset import DataError
from lessons_lib.data.picture_forms import CLASSES, PICTURE_SUFFIXES, SINGLES

# Google's small copy calls its two parts otherwise.
PARTS = {
    "training_set": "training_set",
    "train": "training_set",
    "test_set": "test_set",
    "validation": "test_set",
}
# Far more than any picture here has, and far less than an archive made to fill a disk.
MOST_BYTES_A_PICTURE = 20_000_000
MOST_BYTES = 2_000_000_000


def read_pictures(path):
    """Read the pictures of a zip file one by one.

    Parameters
    ----------
    path : pathlib.Path
        Somewhere in it are ``training_set/{cats,dogs}``, ``test_set/{cats,dogs}`` and
        ``single_prediction``, or ``train`` and ``validation`` as in Google's copy.

    Yields
    ------
    (str, bytes)
        Path in the course's layout, and the file's content, whose checksum in the
        archive is right. What is no picture of a class is left out.

    Raises
    ------
    DataError
        If the archive is damaged, encrypted or unreasonably large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for name, member in _members(archive):
                yield name, archive.read(member)
    except DataError:
        raise
    # Damaged bytes raise nearly anything, such as zlib.error; a password RuntimeError.
    except Exception as error:
        raise DataError(f"{path.name} can't be unpacked ({error})") from error


def _members(archive):
    """Give place and entry of each picture; complain of what no picture would take."""
    total = 0
    for member in archive.infolist():
        name = _place_of(member.filename)
        if name is None:
            continue
        total += member.file_size
        if member.file_size > MOST_BYTES_A_PICTURE or total > MOST_BYTES:
            raise DataError(f"{member.filename} unpacks to more than pictures would take")
        yield name, member


def _place_of(name):
    """Say where a member of an archive belongs; None if it is no picture of ours."""
    *folders, file = name.split("/")
    hidden = file.startswith(".") or "__MACOSX" in folders
    # On Windows a backslash leads to another folder, and a colon to another drive.
    leads_away = "\\" in file or ":" in file
    if hidden or leads_away or not file.lower().endswith(PICTURE_SUFFIXES):
        return None
    if folders[-1:] == [SINGLES]:
        return f"{SINGLES}/{file}"
    if len(folders) < 2 or folders[-1] not in CLASSES or folders[-2] not in PARTS:
        return None
    return f"{PARTS[folders[-2]]}/{folders[-1]}/{file}"
