"""Pictures of the reader's own in the kernel playground: good ones, bad ones, huge ones."""

import io

import numpy as np
import pytest
from kernel_playground import PAGE, Playground, run
from PIL import Image


@pytest.fixture
def playground(page, address):
    page.goto(f"{address}/{PAGE}")
    return Playground(page)


@pytest.fixture
def served(page, server):
    page.goto(f"{server}/{PAGE}")
    return Playground(page)


def encoded(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def colors(width, height):
    """A picture of smooth colors, which lossy formats keep nearly as it is."""
    rows, columns = np.mgrid[:height, :width]
    channels = [255 * rows / height, 255 * columns / width, 128 + 0 * rows]
    return Image.fromarray(np.stack(channels, axis=-1).astype("uint8"))


def wait_for(playground, size):
    playground.figures.nth(0).get_by_text(f"Your picture, {size}.").wait_for()


def test_a_small_picture_comes_in_as_pillow_makes_it_gray(playground):
    picture = colors(60, 40)
    playground.take_file("colors.png", encoded(picture, "PNG"))
    wait_for(playground, "40 × 60")
    playground.choose("Kernel", "Choose", "nothing")
    gray = np.asarray(picture.convert("L")).astype(int)
    rng = np.random.default_rng(0)
    for _ in range(10):
        row, column = map(int, rng.integers((38, 58)))
        assert abs(playground.sum_at(row, column) - gray[row + 1, column + 1]) <= 1


FORMATS = {
    "PNG": {},
    "JPEG": {},
    "progressive JPEG": {"progressive": True},
    "JPEG of a camera": {"exif": b"Exif\0\0" + bytes(60_000)},
    "WEBP": {},
    "lossless WEBP": {"lossless": True},
    "GIF": {},
    "BMP": {},
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_usual_format_is_read_and_shrunk(served, name):
    kind = next(kind for kind in ("PNG", "JPEG", "WEBP", "GIF", "BMP") if kind in name)
    served.take_file(
        f"photo.{kind.lower()}", encoded(colors(512, 256), kind, **FORMATS[name])
    )
    wait_for(served, "64 × 128")
    assert served.complaint() == ""


def test_what_is_transparent_becomes_white(served):
    picture = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    served.take_file("nothing.png", encoded(picture, "PNG"))
    wait_for(served, "20 × 20")
    served.choose("Kernel", "Choose", "nothing")
    assert served.sum() == 255


def test_the_camera_s_orientation_is_respected(served):
    exif = Image.Exif()
    exif[0x0112] = 6
    served.take_file("upright.jpg", encoded(colors(100, 50), "JPEG", exif=exif))
    wait_for(served, "100 × 50")


def test_a_thin_picture_still_has_room_for_a_window(served):
    served.take_file("line.png", encoded(colors(900, 2), "PNG"))
    wait_for(served, "8 × 128")
    served.choose("Layer", "Stride", "3")
    served.whole.get_by_label("Max pooling").check()
    assert served.size_and_range(2)[0] == (1, 21)


def test_the_code_of_an_own_picture_runs(served, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = 'a "photo" \\ of mine.png'
    picture = encoded(colors(60, 40), "PNG")
    (tmp_path / name).write_bytes(picture)
    served.take_file(name, picture)
    wait_for(served, "40 × 60")
    numpy_map = run(served.code())["numpy_map"]
    assert numpy_map.shape == (1, 38, 58, 1)
    np.testing.assert_allclose(
        served.size_and_range(1)[1], (numpy_map.min(), numpy_map.max()), atol=8
    )


def test_a_name_is_text_and_never_markup(served):
    served.take_file("<img src=x onerror=alert(1)>.txt", b"no picture")
    served.whole.get_by_text("<img src=x onerror=alert(1)>.txt is no picture").wait_for()
    assert served.whole.locator("img").count() == 0


def half(content):
    return content[: len(content) // 2]


BAD_FILES = {
    "a text": (lambda: b"This is a text.", "is no picture that this page can read"),
    "nothing": (lambda: b"", "is no picture that this page can read"),
    "a drawing in SVG": (
        lambda: b"<svg xmlns='a'/>",
        "is no picture that this page can read",
    ),
    "a PDF": (lambda: b"%PDF-1.7", "is no picture that this page can read"),
    "a damaged PNG": (lambda: encoded(colors(9, 9), "PNG")[:40], "is damaged"),
    "bytes after a header": (
        lambda: b"\xff\xd8\xff\xc0\0\x0b\x08\0\x09\0\x09\x03",
        "is damaged",
    ),
    "100 megapixels": (
        lambda: encoded(Image.new("1", (10_000, 10_000)), "PNG"),
        "has 100 million pixels",
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gets_a_sentence_and_the_last_good_map_stays(served, name):
    make, sentence = BAD_FILES[name]
    before = served.caption(0), served.caption(1), served.code()
    content = make()
    served.take_file("photo.jpg", content)
    served.whole.get_by_text(f"photo.jpg {sentence}").wait_for()
    assert (served.caption(0), served.caption(1), served.code()) == before
    served.choose("Picture", "Choose", "disk")
    assert served.complaint() == ""
    assert "disk" in served.caption(0)


def test_a_huge_picture_is_refused_before_it_is_decoded(served):
    served.page.evaluate(
        "() => { createImageBitmap = () => { globalThis.decoded = true; throw Error(); } }"
    )
    make, sentence = BAD_FILES["100 megapixels"]
    served.take_file("photo.jpg", make())
    served.whole.get_by_text(f"photo.jpg {sentence}").wait_for()
    assert not served.page.evaluate("globalThis.decoded")
    # A small one would have been.
    served.take_file("small.png", encoded(colors(60, 40), "PNG"))
    served.whole.get_by_text("small.png is damaged").wait_for()
    assert served.page.evaluate("globalThis.decoded")


def test_the_own_picture_stays_in_the_list(served):
    served.take_file("colors.png", encoded(colors(60, 40), "PNG"))
    wait_for(served, "40 × 60")
    served.choose("Picture", "Choose", "disk")
    served.choose("Picture", "Choose", "own")
    assert "Your picture" in served.caption(0)
    served.take_file("broken.png", b"broken")
    served.whole.get_by_text("broken.png is no picture").wait_for()
    assert "Your picture" in served.caption(0)
