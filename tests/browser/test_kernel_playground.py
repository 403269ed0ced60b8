"""The kernel playground, driven as a reader drives it; its numbers against Python's."""

import re

import numpy as np
import pytest
from kernel_playground import PAGE, Playground, number, run


@pytest.fixture
def playground(page, address):
    page.goto(f"{address}/{PAGE}")
    return Playground(page)


@pytest.fixture
def served(page, server):
    """For what has nothing to do with where the page comes from."""
    page.goto(f"{server}/{PAGE}")
    return Playground(page)


def test_it_starts_at_the_strongest_sum(playground):
    _, (low, high) = playground.size_and_range(1)
    assert abs(playground.sum()) == max(-low, high)
    assert playground.figures.nth(2).is_hidden()
    assert playground.complaint() == ""


def test_the_nine_products_add_up_to_the_sum(playground):
    assert len(playground.products()) == 9
    assert sum(playground.products()) == playground.sum()
    for text in playground.whole.locator("td").all_inner_texts():
        pixel, weight, product = re.fullmatch(r"(\S+) × (\S+) = (\S+)", text).groups()
        assert number(pixel) * number(weight) == number(product)


SETTINGS = [
    ("head", "sobel-x", 1, "valid", False, False),
    ("head", "box-blur", 2, "same", False, True),
    ("kingfisher", "emboss", 3, "same", True, True),
    ("smiley", "falling-line", 1, "same", True, False),
    ("disk", "edge-detect", 2, "valid", True, True),
    ("digit", "sharpen", 1, "valid", False, True),
    ("car", "edge-enhance", 3, "valid", True, False),
    ("horse", "nothing", 2, "same", True, False),
]


@pytest.mark.parametrize(
    ("picture", "kernel", "stride", "padding", "relu", "pool"),
    SETTINGS,
    ids=lambda one: str(one),
)
def test_the_code_runs_and_gives_the_map_of_the_page(
    served, picture, kernel, stride, padding, relu, pool
):
    served.choose("Picture", "Choose", picture)
    served.choose("Kernel", "Choose", kernel)
    served.choose("Layer", "Stride", str(stride))
    served.choose("Layer", "Padding", padding)
    served.whole.get_by_label("ReLU").set_checked(relu)
    served.whole.get_by_label("Max pooling").set_checked(pool)

    made = run(served.code())
    numpy_map, keras_map = (made[name][0, :, :, 0] for name in ("numpy_map", "keras_map"))
    np.testing.assert_allclose(numpy_map, keras_map, atol=1e-3)
    shown = 2 if relu or pool else 1
    shape, extremes = served.size_and_range(shown)
    assert shape == numpy_map.shape
    np.testing.assert_allclose(extremes, (numpy_map.min(), numpy_map.max()), atol=0.006)

    sums = sums_of(made, stride, padding)
    assert served.size_and_range(1)[0] == sums.shape
    rng = np.random.default_rng(1)
    for _ in range(12):
        row, column = map(int, rng.integers(sums.shape))
        assert served.sum_at(row, column) == pytest.approx(sums[row, column], abs=0.006)
        if pool and row // 2 < numpy_map.shape[0] and column // 2 < numpy_map.shape[1]:
            kept = numpy_map[row // 2, column // 2]
            assert served.after_pooling() == pytest.approx(kept, abs=0.006)


def sums_of(made, stride, padding):
    sums = made["conv2d"](made["picture"], made["kernel"], made["bias"], stride, padding)
    return sums[0, :, :, 0]


def test_weights_of_one_s_own_run_as_code_too(served):
    for place, text in enumerate(
        ["−0.5", "1/3", "2", "0,25", ".5", "-1 / 4", "1e-1", "007", "+1"]
    ):
        served.weights.nth(place).fill(text)
    assert served.complaint() == ""
    made = run(served.code())
    _, extremes = served.size_and_range(1)
    numpy_map = made["numpy_map"]
    np.testing.assert_allclose(extremes, (numpy_map.min(), numpy_map.max()), atol=0.006)


def test_the_mouse_points_and_a_click_stays(playground):
    kept = playground.place()
    box = playground.map.bounding_box()
    (height, width), _ = playground.size_and_range(1)
    mouse = playground.page.mouse
    playground.map.scroll_into_view_if_needed()
    box = playground.map.bounding_box()

    def over(row, column):
        return (
            box["x"] + box["width"] * (column + 0.5) / width,
            box["y"] + box["height"] * (row + 0.5) / height,
        )

    mouse.move(*over(10, 20))
    assert playground.place() == (10, 20)
    mouse.move(box["x"] - 20, box["y"] - 20)
    assert playground.place() == kept
    mouse.move(*over(30, 40))
    mouse.down()
    mouse.up()
    mouse.move(*over(3, 4))
    assert playground.place() == (3, 4)
    mouse.move(box["x"] - 20, box["y"] - 20)
    assert playground.place() == (30, 40)


def test_the_window_is_outlined_in_the_picture(playground):
    playground.go(20, 30)
    frame = playground.figures.nth(0).locator(".outline").bounding_box()
    box = playground.figures.nth(0).locator("canvas").bounding_box()
    (_, width), _ = playground.size_and_range(1)
    pixel = box["width"] / (width + 2)
    middle = (
        frame["x"] + frame["width"] / 2 - box["x"],
        frame["y"] + frame["height"] / 2 - box["y"],
    )
    assert middle == pytest.approx((31.5 * pixel, 21.5 * pixel), abs=0.5)
    # three pixels and a border of two on each side
    assert frame["width"] == pytest.approx(3 * pixel + 4, abs=0.5)


def test_the_arrow_keys_move_the_place(playground):
    playground.go(0, 0)
    playground.map.focus()
    keyboard = playground.page.keyboard
    scrolled = playground.page.evaluate("scrollY")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "PageDown"):
        keyboard.press(key)
    assert playground.place() == (12, 1)
    for key in ("ArrowLeft", "ArrowLeft", "PageUp", "PageUp"):
        keyboard.press(key)
    assert playground.place() == (0, 0)
    assert playground.page.evaluate("scrollY") == scrolled


def test_tab_reaches_everything_in_the_order_of_the_page(served):
    served.whole.get_by_role("group", name="Kernel").get_by_role("combobox").focus()
    reached = []
    for _ in range(19):
        served.page.keyboard.press("Tab")
        reached.append(
            served.page.evaluate(
                "document.activeElement.type || document.activeElement.localName"
            )
        )
    assert reached == [
        *["text"] * 9,
        *["select-one", "file"],
        *["select-one", "select-one", "checkbox", "checkbox"],
        *["canvas", "number", "number", "summary"],
    ]


@pytest.mark.parametrize("asked", ["-5", "999999", "2.4", "", "1e3"])
def test_a_place_that_does_not_exist_becomes_the_nearest(served, asked):
    served.go(asked, 3)
    (height, _), _ = served.size_and_range(1)
    row, column = served.place()
    assert column == 3
    assert row == {"999999": height - 1, "1e3": height - 1, "2.4": 2}.get(asked, 0)


BAD_WEIGHTS = ["", "edge", "NaN", "Infinity", "1/0", "1e9", "1/2/3", "0x10", "<b>1</b>"]


@pytest.mark.parametrize("text", BAD_WEIGHTS)
def test_a_bad_weight_gets_a_sentence_and_the_last_good_map_stays(served, text):
    caption, code, told = served.caption(1), served.code(), served.status.inner_text()
    served.weights.nth(5).fill(text)
    assert served.complaint().startswith("The right weight is ")
    assert "the last good map stays" in served.complaint()
    assert served.weights.nth(5).get_attribute("aria-invalid") == "true"
    assert served.weights.nth(4).get_attribute("aria-invalid") == "false"
    assert (served.caption(1), served.code(), served.status.inner_text()) == (
        caption,
        code,
        told,
    )
    served.weights.nth(5).fill("2")
    assert served.complaint() == ""
    assert served.weights.nth(5).get_attribute("aria-invalid") == "false"
    assert served.caption(1) == caption


def test_with_a_bad_weight_everything_else_still_works(served):
    served.weights.nth(0).fill("no")
    served.choose("Picture", "Choose", "smiley")
    served.choose("Layer", "Stride", "2")
    assert served.size_and_range(1)[0] == (3, 3)
    assert "no number" in served.complaint()
    served.choose("Kernel", "Choose", "falling-line")
    assert served.complaint() == ""
    assert sum(served.products()) == served.sum()


def test_the_smiley_gives_the_map_of_deep_dive_11(served):
    served.choose("Picture", "Choose", "smiley")
    served.choose("Kernel", "Choose", "falling-line")
    assert served.size_and_range(1) == ((6, 6), (0, 3))
    assert served.place() == (4, 1)


def test_padding_is_named_in_the_products(served):
    served.choose("Layer", "Padding", "same")
    served.go(0, 0)
    assert served.whole.get_by_text("0 (padding)").count() == 5


def test_turning_the_kernel_of_episode_3_turns_what_relu_keeps(served):
    served.choose("Kernel", "Choose", "horizontal-edges")
    served.whole.get_by_label("ReLU").check()
    (low, high), (kept_low, kept_high) = (served.size_and_range(map_)[1] for map_ in (1, 2))
    assert (kept_low, kept_high) == (0, high)
    for place, text in enumerate(["1", "1", "1", "0", "0", "0", "-1", "-1", "-1"]):
        served.weights.nth(place).fill(text)
    assert served.size_and_range(2)[1] == (0, -low)
