"""Keep a folder of picture files in the cache: complete and unaltered, or not at all.

The folder gets its name when it is complete, with a list of its files and of the
checksum of each. Whatever fails a check is removed. So a killed process, a full disk
or two processes at once can't leave anything behind that would be used.
"""

import json
import os
import shutil
import zlib

from lessons_lib.data.cache import remove_folder, remove_stale, unfinished_name

# Hidden, since it is no picture.
LISTING = ".listing.json"


def store(folder, files, origin, archive_sha256=""):
    """Write files into a folder of their own.

    Parameters
    ----------
    folder : pathlib.Path
        Replaced, unless it holds the same.
    files : iterable of (str, bytes)
        Path below the folder with ``/`` between its parts, and content.
    origin : str
        Where they came from, in words.
    archive_sha256 : str, optional
        Which archive they were unpacked from.

    Raises
    ------
    OSError
        If the disk is full or can't be written, or the folder is in use and can't be
        replaced. Nothing half written is left behind.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    remove_stale(folder)
    # Beside its final place, so that giving it its name is one atomic step.
    unfinished = unfinished_name(folder)
    checksums = {}
    try:
        for name, content in files:
            path = unfinished.joinpath(*name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            checksums[name] = zlib.crc32(content)
        listing = {"origin": origin, "archive_sha256": archive_sha256, "files": checksums}
        (unfinished / LISTING).write_text(json.dumps(listing), encoding="utf-8")
        _put_in_place(unfinished, folder, listing)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def listing_of(folder):
    """Read the list of what a folder should hold.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    dict or None
        ``origin``, ``archive_sha256``, and ``files`` with the CRC-32 of each; None if
        the folder has no list that can be read.
    """
    try:
        listing = json.loads((folder / LISTING).read_text(encoding="utf-8"))
        return {name: listing[name] for name in ("origin", "archive_sha256", "files")}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_intact(folder):
    """Tell whether a folder holds every file of its list, unaltered, and no others.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    bool
        False also where there is no folder. Hidden files, as some desktops leave
        them behind, don't count.
    """
    listing = listing_of(folder)
    if listing is None:
        return False
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LISTING and not path.name.startswith(".")
    }
    if there != set(listing["files"]):
        return False
    try:
        return all(
            zlib.crc32((folder / name).read_bytes()) == checksum
            for name, checksum in listing["files"].items()
        )
    except OSError:
        return False


def _put_in_place(unfinished, folder, listing):
    """Give a complete folder its name, unless what has that name holds the same."""
    if _holds(folder, listing):
        return
    remove_folder(folder)
    try:
        os.replace(unfinished, folder)
    except OSError:
        # Another process may have been quicker: its files are as good as ours.
        if not _holds(folder, listing):
            raise


def _holds(folder, listing):
    return listing_of(folder) == listing and is_intact(folder)
