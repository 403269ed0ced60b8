"""Look through a folder of pictures before a network is trained on it."""

import warnings
from pathlib import Path

from lessons_lib.data.picture_forms import PICTURE_SUFFIXES

# Nothing is left to see of a picture with fewer pixels on one of its sides.
SMALLEST_SIDE = 8


def check_picture_folder(folder):
    """Name what in a folder of pictures would spoil a training, or surprise in it.

    Parameters
    ----------
    folder : str or pathlib.Path
        Holds pictures, or folders of pictures, such as one for each class.
        Hidden files are not looked at, and nothing is changed.

    Returns
    -------
    list of str
        One sentence for each file that can't be read or that readers of pictures
        treat in different ways, for each folder without pictures, and for a class that
        is alone; empty if all is well. Names are relative to the folder.

    Examples
    --------
    >>> check_picture_folder("cats_and_dogs")  # doctest: +SKIP
    ['dogs/rex.jpg is empty: it has not one byte.']
    """
    folder = Path(folder)
    if not folder.is_dir():
        return [f"{folder} is not a folder."]
    return [
        f"{'The folder' if path == folder else path.relative_to(folder).as_posix()} {what}."
        for path, what in _findings(folder)
    ]


def _findings(folder):
    """Give paths and what is to say of each, folder by folder."""
    entries = _visible(folder)
    folders = [path for path in entries if path.is_dir()]
    n_pictures = 0
    for path in entries:
        if path in folders:
            continue
        is_picture, what = _look_at(path)
        n_pictures += is_picture
        if what:
            yield path, what
    if not folders and n_pictures == 0:
        yield folder, "holds no pictures"
    if len(folders) == 1 and n_pictures == 0 and _holds_files(folders[0]):
        yield (
            folder,
            f"has one class only, {folders[0].name}: there is nothing to tell apart",
        )
    for inner in folders:
        yield from _findings(inner)


def _visible(folder):
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _holds_files(folder):
    return any(path.is_file() for path in _visible(folder))


def _look_at(path):
    """Say whether a file can be decoded to its end, and what is odd about it."""
    from PIL import Image, UnidentifiedImageError

    try:
        if path.stat().st_size == 0:
            return False, "is empty: it has not one byte"
        with warnings.catch_warnings():
            # The same limit for all: Pillow only warns up to twice its limit.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                oddities = [*_oddities(image)]
                # A JPEG is decoded at a fraction of its size, which is much faster.
                image.draft("RGB", (32, 32))
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        millions = Image.MAX_IMAGE_PIXELS // 1_000_000
        return False, f"has more than {millions} million pixels, too many to be decoded"
    except UnidentifiedImageError:
        return False, "is no picture, whatever its name says"
    except FileNotFoundError:
        return False, "can't be read: it is a link to a file that is not there"
    # Damaged bytes raise nearly anything, such as SyntaxError from a broken PNG.
    except Exception:
        return False, "is damaged or cut off"
    if not path.name.lower().endswith(PICTURE_SUFFIXES):
        return True, f"would be passed over: Keras reads {', '.join(PICTURE_SUFFIXES)}"
    return True, ", and ".join(oddities)


def _oddities(image):
    """Give what readers of pictures treat in different ways, from the header alone."""
    from PIL import ExifTags

    width, height = image.size
    if min(image.size) < SMALLEST_SIDE:
        yield f"has {width} × {height} pixels, too few to show anything"
    if getattr(image, "n_frames", 1) > 1:
        yield f"is animated, and only the first of its {image.n_frames} frames counts"
    if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
        yield "lies on its side or head, since Keras does not turn it as its EXIF tag says"
    if image.mode == "CMYK":
        yield "has four inks (CMYK) in place of red, green and blue"
    if image.mode.startswith("I"):
        yield "has 16 bits a value, which some readers clip at 255"
    if image.mode in ("1", "L", "LA"):
        yield "is gray, so its three channels will be equal"
    if image.has_transparency_data:
        yield "has transparent places, where any color may turn up"
