"""Figures as WebP, loaded when the reader comes near, with their places kept free."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from PIL import Image

FIGURE = re.compile(r'<img [^>]*?src="([^"]*_images/([^"/]+\.(?:png|svg)))"[^>]*?>')
VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
# Drawn lines and letters stay exact. Photographs lose what nobody sees, if it halves them.
EXACT = {"lossless": True, "method": 4}
NEARLY = {"quality": 85, "method": 4}


def lighten(app, error):
    """Rewrite the figures of the finished site, and the places that show them."""
    if error is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    images = site / "_images"
    sizes = {path.name: size_of_drawing(path) for path in images.glob("*.svg")}
    pictures = sorted(images.glob("*.png"))
    with ThreadPoolExecutor() as threads:
        found = threads.map(to_webp, pictures)
        sizes |= {path.name: size for path, size in zip(pictures, found, strict=True)}
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(FIGURE.sub(lambda tag: place(tag, sizes), text), encoding="utf-8")


def size_of_drawing(path):
    """Read the width and the height of an SVG, in pixels."""
    width, height = VIEW_BOX.search(path.read_text(encoding="utf-8")).groups()
    return int(width), int(height)


def to_webp(path):
    """Replace a PNG by a WebP that looks the same.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    tuple of int
        Width and height, in pixels.
    """
    with Image.open(path) as picture:
        exact, nearly = (_encoded(picture, options) for options in (EXACT, NEARLY))
        size = picture.size
    smaller = nearly if len(nearly) < len(exact) / 2 else exact
    path.with_suffix(".webp").write_bytes(smaller)
    path.unlink()
    return size


def _encoded(picture, options):
    buffer = BytesIO()
    picture.save(buffer, "WEBP", **options)
    return buffer.getvalue()


def place(tag, sizes):
    """Write an image's tag anew: its file, its size, and when it is to be loaded."""
    address, name = tag[1], tag[2]
    width, height = sizes[name]
    webp = tag[0].replace(address, re.sub(r"\.png$", ".webp", address))
    more = f'width="{width}" height="{height}" loading="lazy" decoding="async"'
    return webp.replace("<img ", f"<img {more} ", 1)


def setup(app):
    """Run when the pages and the pictures are written."""
    app.connect("build-finished", lighten, priority=820)
