"""What deep dive 15 teaches: odd pictures read as plain ones."""

import numpy as np
from PIL import Image, ImageOps


def as_plain_picture(path):
    """Read a picture of any kind as 8-bit red, green and blue, the right way up.

    Deep dive 15 writes this function out.

    Parameters
    ----------
    path : str or pathlib.Path

    Returns
    -------
    PIL.Image.Image
        In the mode RGB. Of an animation it is the first frame; transparent places
        are white.

    Raises
    ------
    OSError
        If the file can't be read, is no picture, or is damaged.
    PIL.Image.DecompressionBombError
        If it has so many pixels that it may have been made to fill the memory.
    """
    with Image.open(path) as image:
        # the way it was held, not the way it was stored
        picture = ImageOps.exif_transpose(image)
    if picture.mode.startswith("I"):
        # 16 bits: the whitest value is 65,535, which is 257 times 255
        picture = Image.fromarray((np.asarray(picture) // 257).astype(np.uint8))
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return picture.convert("RGB")
