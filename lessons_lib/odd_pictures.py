"""Draw a folder of cats and dogs in which nearly every picture is odd in its own way."""

import numpy as np

# Two hundred million pixels, as a file made to fill somebody's memory has them.
HUGE = (20_000, 10_000)
# What can be read of the folder, and what can't.
READABLE = (
    "cats/Käthe on the sofa.jpg",
    "cats/plain.png",
    "cats/tiny.png",
    "dogs/cutout.png",
    "dogs/deep.png",
    "dogs/gray.jpg",
    "dogs/moving.gif",
    "dogs/new.webp",
    "dogs/print.jpg",
    "dogs/turned.jpg",
)
UNREADABLE = ("cats/cut.jpg", "cats/empty.jpg", "cats/huge.png", "cats/page.jpg")
ON_ITS_LEFT_SIDE = 6


def draw_head(animal, ground, fur):
    """Draw the head of a cat or a dog.

    Parameters
    ----------
    animal : {"cat", "dog"}
        A cat has pointed ears that stand, a dog round ones that hang.
    ground, fur : str
        Colors, by a name or as ``#rrggbb``.

    Returns
    -------
    PIL.Image.Image
        200 pixels wide and 150 high, in the mode RGB.
    """
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (200, 150), ground)
    draw = ImageDraw.Draw(picture)
    if animal == "cat":
        draw.polygon([(55, 80), (58, 12), (100, 45)], fill=fur)
        draw.polygon([(145, 80), (142, 12), (100, 45)], fill=fur)
    draw.ellipse((50, 30, 150, 135), fill=fur)
    if animal == "dog":
        draw.ellipse((32, 35, 68, 120), fill="#5b3a1e")
        draw.ellipse((132, 35, 168, 120), fill="#5b3a1e")
        draw.ellipse((75, 85, 125, 130), fill="#f2e3cf")
    for left in (72, 116):
        draw.ellipse((left, 65, left + 13, 80), fill="#1f2933")
    draw.polygon([(93, 92), (107, 92), (100, 101)], fill="#1f2933")
    draw.line([(100, 100), (100, 112)], fill="#1f2933", width=3)
    if animal == "cat":
        for height in (100, 108):
            draw.line([(62, height), (88, 103)], fill="#1f2933", width=2)
            draw.line([(138, height), (112, 103)], fill="#1f2933", width=2)
    return picture


def write_odd_pictures(folder):
    """Write our own pictures of cats and dogs, of every odd kind that one meets.

    Parameters
    ----------
    folder : pathlib.Path
        Gets the folders ``birds``, which stays empty, ``cats`` and ``dogs``.

    Raises
    ------
    OSError
        If it can't be written.
    """
    for name in ("birds", "cats", "dogs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _write_broken(folder / "cats", draw_head("cat", "#bcd7e8", "#c98b4b"))
    _write_readable(folder / "dogs", draw_head("dog", "#cfe3c4", "#b98556"))


def _write_broken(folder, cat):
    """Write two good pictures, and such as can't be read or are not worth it."""
    from PIL import Image

    cat.save(folder / "plain.png")
    cat.save(folder / "Käthe on the sofa.jpg", quality=95)
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "page.jpg").write_text("<html>404: not found</html>", encoding="utf-8")
    cat.save(folder / "cut.jpg", quality=95)
    whole = (folder / "cut.jpg").read_bytes()
    (folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    cat.resize((1, 1)).save(folder / "tiny.png")
    Image.new("1", HUGE).save(folder / "huge.png")


def _write_readable(folder, dog):
    """Write pictures that can be read, but not always as they were meant."""
    from PIL import ExifTags, Image, ImageDraw

    dog.convert("CMYK").save(folder / "print.jpg", quality=95)
    # 65,535 is 257 times 255.
    Image.fromarray(np.asarray(dog.convert("L")).astype(np.uint16) * 257).save(
        folder / "deep.png"
    )
    dog.convert("L").save(folder / "gray.jpg", quality=95)
    dog.save(folder / "new.webp", lossless=True)
    _write_animation(folder / "moving.gif", dog)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = ON_ITS_LEFT_SIDE
    dog.rotate(90, expand=True).save(folder / "turned.jpg", exif=exif, quality=95)
    cut_out = Image.new("L", dog.size, 0)
    ImageDraw.Draw(cut_out).ellipse((30, 25, 170, 140), fill=255)
    # What nobody sees is still in the file, in whatever color it had.
    hidden = Image.composite(dog, Image.new("RGB", dog.size, "#c0146c"), cut_out)
    hidden.putalpha(cut_out)
    hidden.save(folder / "cutout.png")


def _write_animation(path, dog):
    other = dog.transpose(method=0)
    dog.save(path, save_all=True, append_images=[other], duration=300, loop=0)
