"""Look through a folder of pictures before a network is trained on it."""

from pathlib import Path


def check_picture_folder(folder):
    """Name what in a folder of pictures would spoil a training.

    Parameters
    ----------
    folder : str or pathlib.Path
        Holds pictures, or folders of pictures, such as one for each class.
        Hidden files are not looked at.

    Returns
    -------
    list of str
        One sentence for each folder without pictures and for each file that is
        not a whole picture; empty if all is well.
    """
    folder = Path(folder)
    if not folder.is_dir():
        return [f"{folder} is not a folder."]
    entries = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    folders = [path for path in entries if path.is_dir()]
    files = [path for path in entries if not path.is_dir()]
    broken = [path for path in files if not _is_picture(path)]
    sentences = [f"{path} is not a picture, or not a whole one." for path in broken]
    if not folders and len(broken) == len(files):
        sentences.append(f"{folder} holds no pictures.")
    for inner in folders:
        sentences += check_picture_folder(inner)
    return sentences


def _is_picture(path):
    """Whether a file can be decoded to its end."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            # A JPEG is decoded at a fraction of its size, which is much faster.
            image.draft("RGB", (32, 32))
            image.load()
    # Damaged bytes raise nearly anything, such as SyntaxError from a broken PNG.
    except Exception:
        return False
    return True
