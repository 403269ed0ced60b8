"""Write the one file: complete under its name, or not at all."""

import contextlib
import shutil
import zipfile

# What is compressed already only costs time.
_COMPRESSED = {".gif", ".jpg", ".keras", ".png", ".webp", ".whl", ".woff", ".woff2"}


@contextlib.contextmanager
def unfinished_folder(output, name):
    """Make a folder for what is half done; it goes whatever happens.

    Parameters
    ----------
    output : pathlib.Path
        Where the archive will lie. The folder is made inside, so that giving the
        archive its name is one step.
    name : str
        Of the bundle. What a killed process left under it goes first.

    Yields
    ------
    pathlib.Path
    """
    folder = output / f".unfinished-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_archive(path, top, files):
    """Write a zip file.

    Parameters
    ----------
    path : pathlib.Path
    top : str
        The one folder that everything in the archive lies in.
    files : dict of str to pathlib.Path
        Where each file lies on this disk, by its path below the top folder.
    """
    with zipfile.ZipFile(path, "w", strict_timestamps=False) as archive:
        for name, source in sorted(files.items()):
            stored = source.suffix.lower() in _COMPRESSED
            method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.write(source, f"{top}/{name}", compress_type=method)


def sizes(path):
    """Add up what each part of an archive takes in it.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    dict of str to int
        Bytes by the name of the folder below the top one; files that lie there
        themselves count for ``"instructions"``.
    """
    parts = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            _, first, *rest = member.filename.split("/")
            part = first if rest else "instructions"
            parts[part] = parts.get(part, 0) + member.compress_size
    return parts
