"""The forms in which the cats and dogs come: a folder of their layout, or a zip of it."""

PICTURE_SUFFIXES = (".bmp", ".gif", ".jpeg", ".jpg", ".png")
CLASSES = ("cats", "dogs")
SINGLES = "single_prediction"
CLASS_FOLDERS = [
    f"{part}/{name}" for part in ("training_set", "test_set") for name in CLASSES
]
ZIP = "cats_vs_dogs.zip"
UNPACKED = "cats_vs_dogs"


def form_in(folder):
    """Recognize the cats and dogs in a folder.

    Parameters
    ----------
    folder : pathlib.Path or None

    Returns
    -------
    pathlib.Path or None
        The folder itself, ``cats_vs_dogs`` in it, or the file ``cats_vs_dogs.zip`` in
        it; None if it is none of these.
    """
    if folder is None:
        return None
    if (folder / "training_set").is_dir():
        return folder
    found = (folder / name for name in (UNPACKED, ZIP))
    return next((path for path in found if path.exists()), None)


def pictures_in(folder):
    """List the files of a folder that are called pictures.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    list of pathlib.Path
        In the order of their names, without hidden files; empty if there is no folder.
    """
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.name.lower().endswith(PICTURE_SUFFIXES) and not path.name.startswith(".")
    )


def missing_in(folder):
    """List the parts of the layout that a folder lacks.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    list of str
        Folders below it that should hold pictures and hold none.
    """
    return [name for name in (*CLASS_FOLDERS, SINGLES) if not pictures_in(folder / name)]
