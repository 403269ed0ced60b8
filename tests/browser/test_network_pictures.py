"""From a picture file to an answer: the page and Python, side by side."""

import base64
import io
import re

import keras
import numpy as np
import pytest
from network_page import PAGE, NetworkPage, course_model
from PIL import Image

from lessons_lib.commands.environment import ROOT
from lessons_lib.data import CLASS_NAMES, picture_path
from lessons_lib.data.manifest import data_set
from lessons_lib.data.sample import read_sample
from lessons_lib.plain_pictures import as_plain_picture

N_FILES = 240
SAME_CLASS = 0.98
AS_ON_THE_PAGE = {
    "target_size": (32, 32),
    "interpolation": "bilinear",
    "keep_aspect_ratio": True,
}

PREPARE = """async ({files, shape}) => {
    const pictures = [];
    for (const file of files) {
        const bytes = course.network.bytesFrom(file);
        const picture = await course.network.pictureFromFile(new File([bytes], "a"), shape);
        pictures.push(Array.from(picture));
    }
    return pictures;
}"""


@pytest.fixture
def inside(page, server):
    page.goto(f"{server}/{PAGE}")
    return page


def prepared(page, files, shape=(32, 32, 3)):
    """Prepare files in the page."""
    encoded = [base64.b64encode(file).decode() for file in files]
    found = page.evaluate(PREPARE, {"files": encoded, "shape": shape})
    return np.array(found, dtype=np.uint8).reshape(-1, *shape)


def by_keras(file):
    return np.asarray(keras.utils.load_img(io.BytesIO(file), **AS_ON_THE_PAGE))


def written(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def jpegs():
    """Write JPEG files of many sizes, shapes, qualities and kinds, out of test pictures."""
    random = np.random.default_rng(0)
    images = read_sample(data_set("cifar10-sample")).test_images[:N_FILES]
    for place, pixels in enumerate(images):
        size = tuple(int(side) for side in random.integers(20, 900, 2))
        image = Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC)
        if place % 12 == 0:
            image = image.convert("L")
        yield written(
            image,
            "jpeg",
            quality=int(random.integers(60, 96)),
            subsampling=int(random.integers(3)),
            progressive=bool(random.integers(2)),
        )


def test_jpeg_files_get_the_same_class_as_in_python(inside):
    files = list(jpegs())
    found = prepared(inside, files)
    expected = np.stack([by_keras(file) for file in files])
    answers = [
        course_model().predict(pictures / np.float32(255), verbose=0)
        for pictures in (found, expected)
    ]
    same = answers[0].argmax(axis=1) == answers[1].argmax(axis=1)
    pixels = np.abs(found.astype(int) - expected)
    print(
        f"same class for {same.sum()} of {len(files)}; pixels differ by {pixels.max()} at "
        f"most, {pixels.mean():.3f} on average; probabilities by "
        f"{np.abs(answers[0] - answers[1]).max():.1e}"
    )
    assert len(files) >= 200
    assert same.mean() >= SAME_CLASS


@pytest.mark.parametrize(
    "size", [(1, 1), (5, 300), (32, 32), (31, 33), (640, 17), (100, 100)]
)
def test_pixels_without_loss_are_shrunk_as_by_keras(inside, size):
    random = np.random.default_rng(size[0])
    pixels = random.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    file = written(Image.fromarray(pixels), "png")
    difference = np.abs(prepared(inside, [file])[0].astype(int) - by_keras(file))
    # Pillow rounds between the two directions, and some versions begin with the other one.
    assert difference.max() <= 1


def test_gray_networks_get_gray_as_by_keras(inside):
    file = picture_path("kingfisher.jpg").read_bytes()
    found = prepared(inside, [file], (28, 28, 1))[0, :, :, 0]
    options = {**AS_ON_THE_PAGE, "target_size": (28, 28), "color_mode": "grayscale"}
    expected = np.asarray(keras.utils.load_img(io.BytesIO(file), **options))
    assert np.abs(found.astype(int) - expected).max() <= 2


def test_a_photograph_held_upright_and_a_cut_out_are_read_as_deep_dive_15_does(
    inside, tmp_path
):
    picture = Image.open(picture_path("kingfisher.jpg"))
    turned = Image.Exif()
    turned[274] = 6
    cut_out = picture.copy()
    cut_out.putalpha(Image.linear_gradient("L").resize(picture.size))
    files = {
        "turned.jpg": written(picture, "jpeg", exif=turned, quality=95),
        "cut-out.png": written(cut_out, "png"),
    }
    for name, file in files.items():
        (tmp_path / name).write_bytes(file)
        plain = written(as_plain_picture(tmp_path / name), "png")
        found = prepared(inside, [file])[0].astype(int)
        assert np.abs(found - by_keras(plain)).max() <= 3, name


def test_the_code_on_the_page_gives_the_page_s_answer(page, server, capsys):
    text = (ROOT / "book" / "explore" / "network.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    path = picture_path("kingfisher.jpg")
    names = {}
    exec(code.replace("my-picture.jpg", str(path)), names)
    best = CLASS_NAMES[names["probabilities"].argmax()]
    assert capsys.readouterr().out.startswith(best)

    page.goto(f"{server}/{PAGE}")
    shown = NetworkPage(page)
    shown.take_picture(path.name, path.read_bytes())
    shown.whole.get_by_role("img", name="kingfisher.jpg").wait_for()
    assert shown.answer()[0] == best
    for name, probability in zip(CLASS_NAMES, names["probabilities"], strict=True):
        value = page.get_by_role("meter", name=name).evaluate("meter => meter.value")
        assert value == pytest.approx(probability, abs=5e-3)
