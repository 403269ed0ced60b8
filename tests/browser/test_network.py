"""The network of the page, driven as a reader drives it, by pointer and by keyboard."""

import io
import json

import axe
import keras
import numpy as np
import pytest
from keras import layers
from network_page import PAGE, NetworkPage, course_model, number
from PIL import Image

from lessons_lib.data import CLASS_NAMES
from lessons_lib.web_model import model_script
from lessons_lib.web_model.document import AFTER, BEFORE
from lessons_lib.web_model.samples import read_samples


@pytest.fixture
def network(page, address):
    page.goto(f"{address}/{PAGE}")
    return NetworkPage(page)


@pytest.fixture
def served(page, server):
    """For what has nothing to do with where the page comes from."""
    page.goto(f"{server}/{PAGE}")
    return NetworkPage(page)


def sample_pictures():
    return read_samples()[0] / np.float32(255)


def outputs(layer, pictures):
    """Give what comes out of one of the course's layers, by Keras."""
    model = course_model()
    until = keras.Model(model.inputs, model.get_layer(layer).output)
    return until.predict(pictures, verbose=0)


# --- pictures ------------------------------------------------------------------------------


def test_it_starts_with_an_answer_and_an_explained_value(network):
    assert network.samples.nth(1).get_attribute("aria-pressed") == "true"
    assert network.answer()[0] in CLASS_NAMES
    assert network.value()[0] == "conv_1"
    assert "27 products of a value and a weight add up to" in network.reasons.inner_text()
    assert network.fault() == ""
    assert "Nothing leaves your computer" in network.whole.inner_text()


def test_each_sample_gets_keras_answer(network):
    expected = course_model().predict(sample_pictures(), verbose=0)
    for place, probabilities in enumerate(expected):
        network.samples.nth(place).click()
        best = CLASS_NAMES[probabilities.argmax()]
        first, second = np.sort(probabilities)[[-1, -2]]
        if first - second < 2e-3:
            assert best in network.answer()
            continue
        assert network.answer()[0] == best
        verdict = "right" if best == CLASS_NAMES[place] else "wrong"
        assert f"says {CLASS_NAMES[place]}, so the answer is {verdict}" in (
            network.answer_line.inner_text()
        )


def test_a_drawing_is_asked_about_by_pointer(network):
    network.whole.get_by_text("Draw one").click()
    sheet = network.whole.get_by_role("application", name="Sheet to draw on")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    mouse = network.page.mouse
    mouse.move(box["x"] + 60, box["y"] + 60)
    mouse.down()
    mouse.move(box["x"] + 180, box["y"] + 150, steps=5)
    mouse.up()
    assert "It must pick one of its 10 classes" in network.answer_line.inner_text()
    assert network.whole.get_by_role("img", name="your drawing").is_visible()
    assert network.samples.nth(1).get_attribute("aria-pressed") == "false"


def test_a_drawing_is_made_with_the_keys(served):
    served.whole.get_by_text("Draw one").click()
    sheet = served.whole.get_by_role("application", name="Sheet to draw on")
    sheet.focus()
    for key in ("ArrowLeft", "ArrowLeft", " ", "ArrowUp", "ArrowUp", "ArrowRight", " "):
        served.page.keyboard.press(key)
    assert served.whole.get_by_role("img", name="your drawing").is_visible()
    dark = sheet.evaluate("""sheet => sheet.getContext("2d")
        .getImageData(112, 120, 1, 1).data[0]""")
    assert dark < 64


def test_an_empty_drawing_gets_a_sentence_and_the_answer_stays(network):
    before = network.answer_line.inner_text()
    network.whole.get_by_text("Draw one").click()
    network.whole.get_by_role("button", name="Ask about the drawing").click()
    assert network.fault().startswith("The sheet is empty")
    network.whole.get_by_role("button", name="Clear").click()
    assert network.answer_line.inner_text() == before
    network.samples.nth(3).click()
    assert network.fault() == ""


def png(size, color="teal"):
    buffer = io.BytesIO()
    Image.new("RGB", size, color).save(buffer, "png")
    return buffer.getvalue()


BAD_PICTURES = {
    "text.jpg": (b"no picture", "text.jpg is no picture that this page can read."),
    "empty.png": (b"", "empty.png is no picture that this page can read."),
    "huge.png": (png((20_000, 5_000)), "huge.png has 100 million pixels."),
    "cut.png": (png((64, 64))[:60], "cut.png is damaged"),
}


@pytest.mark.parametrize("name", BAD_PICTURES)
def test_a_bad_picture_gets_a_sentence_and_the_answer_stays(network, name):
    content, sentence = BAD_PICTURES[name]
    before = network.answer_line.inner_text()
    network.take_picture(name, content)
    network.whole.get_by_text(sentence).wait_for()
    assert network.answer_line.inner_text() == before
    network.take_picture("good.png", png((50, 40)))
    network.whole.get_by_role("img", name="good.png").wait_for()
    assert network.fault() == ""


# --- values --------------------------------------------------------------------------------


@pytest.mark.parametrize(("layer", "side"), [("conv_1", 30), ("pool_1", 15), ("conv_3", 4)])
def test_a_click_points_at_the_value_that_keras_computes(network, layer, side):
    maps = outputs(layer, sample_pictures()[1:2])[0]
    network.choose(layer, 5)
    for row, column in [(0, 0), (side - 1, side // 2), (side // 2, side - 1)]:
        network.point(row, column, side, side)
        assert network.value()[:2] == (layer, (row, column, "5"))
        assert network.value()[2] == pytest.approx(maps[row, column, 5], abs=2e-3)


def test_the_arrow_keys_move_and_stop_at_the_edge(served):
    served.choose("pool_2", 3)
    served.point(4, 1, 6, 6)
    served.map.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        served.page.keyboard.press(key)
    assert served.value()[1] == (5, 0, "3")
    served.page.keyboard.press("ArrowRight")
    assert served.value()[1] == (5, 1, "3")
    assert served.map.evaluate("map => map === document.activeElement")


def test_the_mouse_shows_a_value_in_passing(served):
    served.choose("pool_2", 3)
    served.point(2, 2, 6, 6)
    box = served.map.bounding_box()
    side = box["width"] / 6
    served.page.mouse.move(box["x"] + 4.5 * side, box["y"] + 1.5 * side)
    assert served.value()[1] == (1, 4, "3")
    served.page.mouse.move(box["x"] + box["width"] + 40, box["y"])
    assert served.value()[1] == (2, 2, "3")


def test_the_nine_products_of_a_map_add_up_to_what_it_adds(served):
    served.choose("conv_2", 7)
    card = served.reasons.locator("figure").first
    cells = [text.split() for text in card.locator("td").all_inner_texts()]
    assert len(cells) == 9
    for value, _, weight, _, product in cells:
        assert number(value) * number(weight) == pytest.approx(number(product), abs=2e-3)
    adds = number(card.locator("figcaption").inner_text().split("adds ")[1])
    assert sum(number(cell[-1]) for cell in cells) == pytest.approx(adds, abs=6e-3)


def test_all_maps_and_the_bias_add_up_to_the_sum(served):
    served.choose("conv_2", 7)
    served.whole.get_by_text("What the other 13 maps add").click()
    shown = served.reasons.locator("figcaption").all_inner_texts()
    others = served.reasons.locator(".network-others li").all_inner_texts()
    total = sum(number(text.split("adds ")[1]) for text in shown)
    total += sum(number(text.split(": ")[1]) for text in others)
    assert len(shown) + len(others) == 16
    text = served.reasons.locator("p").first.inner_text()
    assert "144 products" in text
    assert number(text.split("add up to ")[1].split(". With")[0]) == pytest.approx(
        total, abs=0.02
    )


def test_a_number_can_be_followed_back_to_the_picture(network):
    network.choose("probabilities")
    assert network.value()[0] == "probabilities"
    assert network.value()[1][2] == CLASS_NAMES.index(network.answer()[0])
    for layer in ("conv_3", "pool_2", "conv_2", "pool_1", "conv_1", "image"):
        network.reasons.get_by_role("button").first.click()
        assert network.value()[0] == layer
        assert network.map.evaluate("map => map === document.activeElement")
    assert "The file says" in network.reasons.inner_text()


def test_the_window_is_framed_in_the_map_before(served):
    served.choose("pool_1", 0)
    served.point(3, 4, 15, 15)
    frame = served.reasons.locator(".network-mark").bounding_box()
    box = served.reasons.locator("canvas").bounding_box()
    side = box["width"] / 30
    assert frame["x"] - box["x"] == pytest.approx(8 * side, abs=0.6)
    assert frame["y"] - box["y"] == pytest.approx(6 * side, abs=0.6)
    assert frame["width"] == pytest.approx(2 * side, abs=0.6)


def test_from_the_overview_to_a_map_and_back_by_keyboard(served):
    served.whole.get_by_role("button", name="Look closer at conv_2").focus()
    served.page.keyboard.press("Enter")
    assert served.value()[0] == "conv_2"
    assert served.map.evaluate("map => map === document.activeElement")
    served.whole.get_by_role("button", name="Back to all layers").press("Enter")
    assert served.page.evaluate("document.activeElement.textContent").startswith("3.")


def test_a_click_on_a_small_map_shows_it_large(served):
    served.whole.locator(".network-tiles").nth(1).locator("canvas").nth(9).click()
    assert served.value()[:1] == ("conv_1",)
    assert served.value()[1][2] == "9"


def test_another_picture_keeps_the_place(served):
    served.choose("conv_1", 4)
    served.point(7, 8, 30, 30)
    served.samples.nth(6).click()
    assert served.value()[:2] == ("conv_1", (7, 8, "4"))
    expected = outputs("conv_1", sample_pictures()[6:7])[0, 7, 8, 4]
    assert served.value()[2] == pytest.approx(expected, abs=2e-3)


# --- other networks ------------------------------------------------------------------------


def small_model():
    return keras.Sequential(
        [
            keras.Input((12, 10, 1), name="photo"),
            layers.Rescaling(1 / 255, name="to_unit"),
            layers.Conv2D(3, 3, strides=2, padding="same", name="edges"),
            layers.BatchNormalization(name="norm"),
            layers.ReLU(name="positive"),
            layers.GlobalAveragePooling2D(name="means"),
            layers.Dense(1, activation="sigmoid", name="dog"),
        ],
        name="pets",
    )


def test_a_network_of_one_s_own_takes_the_place_of_the_course_s(network):
    model = small_model()
    network.take_network(model_script(model, ["cat", "dog"]))
    network.whole.get_by_text("The network is pets. Its classes: cat, dog.").wait_for()
    assert set(network.answer()) == {"cat", "dog"}
    assert "one of its 2 classes" in network.answer_line.inner_text() or (
        "label says" in network.answer_line.inner_text()
    )
    for layer in model.layers:
        network.choose(layer.name)
        assert network.value()[0] == layer.name
        assert network.reasons.inner_text() != ""
    network.take_picture("own.png", png((30, 40)))
    network.whole.get_by_role("img", name="12 × 10 pixels").wait_for()


def changed(**entries):
    content = json.loads(
        model_script(small_model(), ["cat", "dog"])[len(BEFORE) : -len(AFTER)]
    )
    return f"{BEFORE}{json.dumps({**content, **entries})}{AFTER}"


BAD_NETWORKS = {
    "no network": (lambda: "PK not ours", "This is no file that"),
    "other format": (lambda: changed(format="onnx"), "This is no file that"),
    "other version": (lambda: changed(version=2), "This network is of version 2"),
    "no weights": (lambda: changed(data=""), "This file is damaged"),
    "other answer": (lambda: changed(check=[0.999]), "gives another answer here than in"),
}


@pytest.mark.parametrize("case", BAD_NETWORKS)
def test_a_bad_network_gets_a_sentence_and_the_course_s_stays(served, case):
    write, sentence = BAD_NETWORKS[case]
    before = served.answer_line.inner_text()
    served.take_network(write())
    served.whole.get_by_text(sentence).wait_for()
    assert served.answer_line.inner_text() == before
    served.samples.nth(2).click()
    assert served.answer_line.inner_text() != before
    assert served.fault() == ""


# --- for everybody -------------------------------------------------------------------------


def test_without_javascript_the_page_teaches(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PAGE}")
    widget = page.locator(".widget.network")
    assert "Follow one value backward" in widget.inner_text()
    assert widget.locator("tr").count() == len(course_model().layers) + 1
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_overflows_in_any_layer(served, width):
    served.page.set_viewport_size({"width": width, "height": 800})
    served.whole.locator("details").evaluate_all(
        "all => all.forEach(one => one.open = true)"
    )
    for layer in course_model().layers:
        served.choose(layer.name)
        overflow = served.page.evaluate("""() => {
            const {scrollWidth, clientWidth} = document.documentElement;
            return scrollWidth - clientWidth;
        }""")
        assert overflow <= 0, layer.name


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("layer", ["conv_2", "pool_1", "probabilities"])
def test_axe_finds_nothing(served, theme, layer):
    served.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    served.whole.locator("details").evaluate_all(
        "all => all.forEach(one => one.open = true)"
    )
    served.choose(layer)
    assert not axe.violations(served.page, ".widget.network")
