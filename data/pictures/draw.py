"""Draw the course's own pictures: ``python draw.py`` writes them next to this file."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageColor, ImageDraw, ImageFilter

HERE = Path(__file__).parent
RNG = np.random.default_rng(42)
WIDTH, HEIGHT = 1280, 960  # twice the size of the finished picture

# Two lines for each part: name, upper and lower color, direction, length and number of
# the strokes that fill it; then the points of its outline.
WOOD = """
wood #967454 #5c422e -0.1 60 2600
-40,812 300,778 640,752 980,716 1330,640 1330,690 990,774 640,812 300,846 -40,886
moss #78963c #54702c -1.2 14 500
250,800 330,770 520,776 420,806
"""
BIRD = """
tail #1456a8 #0c2c68 1.75 40 500
452,640 520,664 484,890 440,900
breast #f2963e #ce5c1a 1.75 24 5200
590,330 510,440 452,580 470,700 560,752 660,716 730,600 748,480 726,380 650,300
head #1c7cc4 #1060aa 2.7 16 2600
540,300 556,226 620,178 700,184 752,232 762,290 740,352 660,392 570,376
cheek #e88a30 #d6681e 2.9 18 900
766,268 690,262 600,300 590,336 680,338 762,306
neck #fcf8f0 #e2dcd4 2.4 16 400
596,312 544,330 526,384 572,372 606,338
throat #fcf8ee #eed8be 2.3 16 700
768,318 700,344 640,392 700,424 752,384
wing #1080a8 #0c3e78 1.75 38 3200
548,376 486,470 446,600 440,724 476,800 540,700 612,590 634,480 610,404
back #6ee6f6 #18a0de 1.75 26 900
530,372 470,480 438,600 446,640 486,540 544,420
"""
# Where short bright strokes lie on the plumage: corners of the area, number, shift.
SPOTS = [((566, 188), (742, 256), 130, (-7, 5)), ((500, 420), (612, 560), 110, (-2, 8))]


def smooth(points, steps=12):
    """Join points to a closed, rounded outline (a Catmull-Rom spline)."""
    p = np.array(points, float)
    before, after, far = np.roll(p, 1, 0), np.roll(p, -1, 0), np.roll(p, -2, 0)
    t = np.linspace(0, 1, steps, endpoint=False)[:, None, None]
    curve = 2 * p + (after - before) * t + (2 * before - 5 * p + 4 * after - far) * t**2
    curve = (curve + (3 * p - before - 3 * after + far) * t**3) / 2
    return [tuple(xy) for xy in curve.transpose(1, 0, 2).reshape(-1, 2)]


def noise(width, height, columns, rows):
    """Give a soft random pattern with values from 0 to 1."""
    image = Image.fromarray(RNG.integers(0, 256, (rows, columns), dtype=np.uint8))
    image = image.resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(image)[..., None] / 255


def background():
    """Paint a blurred river bank: leaves above, water below, spots of light."""
    leaves = np.array([38, 66, 34]) + np.array([70, 84, 26]) * noise(WIDTH, HEIGHT, 9, 7)
    water = np.array([40, 92, 104]) + np.array([96, 96, 84]) * noise(WIDTH, HEIGHT, 5, 60)
    wet = 1 / (1 + np.exp(-np.linspace(-18, 10, HEIGHT)[:, None, None]))
    image = Image.fromarray((leaves * (1 - wet) + water * wet).astype(np.uint8))
    spots = image.copy()
    for _ in range(70):
        x, y, r = RNG.uniform((0, 0, 18), (WIDTH, 600, 62))
        color = RNG.choice(["#c4ce60", "#eee296", "#609646", "#deaa54"])
        ImageDraw.Draw(spots).ellipse((x - r, y - r, x + r, y + r), fill=str(color))
    image = Image.blend(image, spots.filter(ImageFilter.GaussianBlur(7)), 0.4)
    return image.filter(ImageFilter.GaussianBlur(9))


def plumage(parts):
    """Paint parts on a transparent layer, each filled with many short strokes."""
    layer = Image.new("RGBA", (WIDTH, HEIGHT))
    lines = [line.split() for line in parts.strip().splitlines()]
    for (_, top, bottom, *numbers), points in zip(lines[::2], lines[1::2], strict=True):
        top, bottom = np.array(ImageColor.getrgb(top)), np.array(ImageColor.getrgb(bottom))
        angle, length, count = map(float, numbers)
        outline = smooth([xy.split(",") for xy in points])
        (left, high), (right, low) = np.min(outline, axis=0), np.max(outline, axis=0)
        paint = Image.new("RGB", layer.size, tuple(((top + bottom) // 2).tolist()))
        for y in np.sort(RNG.uniform(high - length, low, int(count))):
            x, a = RNG.uniform(left, right), RNG.normal(angle, 0.2)
            color = top + (bottom - top) * np.clip((y - high) / (low - high), 0, 1)
            color = np.clip(color * RNG.normal(1, 0.17) + RNG.normal(0, 7, 3), 0, 255)
            line = [(x, y), (x + length * np.cos(a), y + length * np.sin(a))]
            ImageDraw.Draw(paint).line(line, fill=tuple(color.astype(int)), width=3)
        mask = Image.new("L", layer.size)
        ImageDraw.Draw(mask).polygon(outline, fill=255)
        layer.paste(paint, mask=mask.filter(ImageFilter.GaussianBlur(1.6)))
    return layer


def light(layer, radius=26):
    """Make flat paint look round: brighter at the upper left, darker below."""
    pixels = np.asarray(layer).astype(float)
    soft = np.asarray(layer.getchannel("A").filter(ImageFilter.GaussianBlur(radius))) / 255
    down, right = np.gradient(soft)
    shine = 1 + 2.6 * radius * (0.5 * right + 0.8 * down)
    pixels[..., :3] *= np.clip(shine, 0.35, 1.5)[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def kingfisher():
    """Paint the bird on its branch and return the finished picture."""
    picture, branch, bird = background(), light(plumage(WOOD), radius=16), plumage(BIRD)
    picture.paste(branch, mask=branch.getchannel("A"))
    inside = bird.getchannel("A")
    for low, high, count, shift in SPOTS:
        for spot in RNG.uniform(low, high, (count, 2)):
            ImageDraw.Draw(bird).line([*spot, *(spot + shift)], fill="#7ad8f0", width=4)
    bird.putalpha(inside)  # no spot lies beside the bird
    bird = light(bird)
    draw = ImageDraw.Draw(bird)
    draw.polygon([752, 258, 1010, 318, 756, 300], fill="#26262c")
    draw.polygon([756, 300, 1010, 318, 752, 324], fill="#42302c")
    draw.line([756, 266, 960, 310], fill="#70727c", width=5)
    draw.ellipse((682, 242, 730, 290), fill="#16100e")
    draw.ellipse((690, 250, 706, 264), fill="#ffffff")
    for x in (572, 590, 608, 628, 646, 664):
        draw.ellipse((x - 8, 738, x + 8, 784), fill="#ce3e24", outline="#7c2416", width=2)
    shadow = inside.filter(ImageFilter.GaussianBlur(14)).point(lambda v: v // 4)
    picture.paste("#0a1414", (10, 12), mask=shadow)
    picture.paste(bird, mask=bird.getchannel("A"))
    picture = picture.resize((WIDTH // 2, HEIGHT // 2), Image.Resampling.LANCZOS)
    grain = np.asarray(picture) + RNG.normal(0, 2.2, (HEIGHT // 2, WIDTH // 2, 1))
    return Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))


def shape(path, width, height, color):
    """Paint a circle or a square, as the folder's name says, on a soft background."""
    picture = Image.fromarray(np.uint8(150 + 80 * noise(width, height, 4, 4) * (1, 1, 0.9)))
    x, y, r = width / 2, height / 2, min(width, height) / 3
    draw = ImageDraw.Draw(picture)
    paint = draw.ellipse if path.parent.name == "circle" else draw.rectangle
    paint((x - r, y - r, x + r, y + r), fill=color)
    picture.save(path)


if __name__ == "__main__":
    kingfisher().save(HERE / "kingfisher.jpg", quality=90)
    shape(HERE / "shapes" / "circle" / "blue.png", 40, 60, "#0072B2")
    shape(HERE / "shapes" / "circle" / "orange.jpg", 120, 90, "#E69F00")
    shape(HERE / "shapes" / "circle" / "green.png", 64, 64, "#009E73")
    shape(HERE / "shapes" / "square" / "red.jpg", 80, 50, "#D55E00")
    shape(HERE / "shapes" / "square" / "sky.png", 100, 75, "#56B4E9")
    shape(HERE / "shapes" / "square" / "pink.jpg", 48, 72, "#CC79A7")
