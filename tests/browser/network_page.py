"""The page of the network as tests see it, and its numbers beside Keras'."""

import base64
import re
from functools import cache

import keras

from lessons_lib.data import trained_model_path

PAGE = "book/explore/network.html"
ANSWER = re.compile(r"The network answers (.+) \((.+)\), and next comes (.+) \((.+)\)\.")
VALUE = re.compile(
    r"^(\w+), (?:(?:map )?(\w+), row (\d+), column (\d+)|value (\d+)(?: \(.+\))?): (.+)$"
)

# Give every layer's values for pictures that lie behind one another, in base64.
COMPUTE = """({text, pictures}) => {
    const {bytesFrom, compute, networkFrom, networkFromText} = course.network;
    const network = text ? networkFromText(text) : networkFrom(courseModel);
    const bytes = bytesFrom(pictures);
    const length = network.layers[0].shape.reduce((one, other) => one * other);
    const all = [];
    for (let from = 0; from < bytes.length; from += length)
        all.push(compute(network, bytes.subarray(from, from + length)));
    return all.map(maps => maps.map(({values}) => Array.from(values)));
}"""
ANSWERS = COMPUTE.replace(
    "return all.map(maps => maps.map(({values}) => Array.from(values)))",
    "return all.map(course.network.probabilities)",
)


@cache
def course_model():
    return keras.saving.load_model(trained_model_path("dropout"))


def packed(pictures):
    return base64.b64encode(pictures.tobytes()).decode()


def number(text):
    return float(text.replace("−", "-"))


class NetworkPage:
    def __init__(self, page):
        self.page = page
        self.whole = page.locator(".widget.network")
        self.samples = self.whole.locator(".network-samples button")
        self.map = self.whole.locator(".network-large canvas")
        self.layers, self.maps = (
            self.whole.locator(".network-choices select").nth(place) for place in (0, 1)
        )
        self.answer_line = self.whole.locator(".network-answer").get_by_role("status")
        self.value_line = self.whole.locator(".network-detail").get_by_role("status")
        self.reasons = self.whole.locator(".network-reasons")

    def answer(self):
        """The two most probable classes."""
        found = ANSWER.search(self.answer_line.inner_text())
        return found[1], found[3]

    def fault(self):
        return self.whole.locator(".network-fault").text_content()

    def choose(self, layer, map_=None):
        self.layers.select_option(label=layer)
        if map_ is not None:
            self.maps.select_option(str(map_))

    def value(self):
        """The layer, where in it, and the value that is pointed at."""
        layer, map_, row, column, place, value = VALUE.search(
            self.value_line.inner_text()
        ).groups()
        where = (0, 0, int(place)) if place else (int(row), int(column), map_)
        return layer, where, number(value)

    def point(self, row, column, height, width):
        self.map.scroll_into_view_if_needed()
        box = self.map.bounding_box()
        self.page.mouse.click(
            box["x"] + box["width"] * (column + 0.5) / width,
            box["y"] + box["height"] * (row + 0.5) / height,
        )

    def take_picture(self, name, content, kind="image/jpeg"):
        file = {"name": name, "mimeType": kind, "buffer": content}
        self.whole.get_by_label("Your own picture").set_input_files(file)

    def take_network(self, text, name="model.js"):
        file = {"name": name, "mimeType": "text/javascript", "buffer": text.encode()}
        self.whole.get_by_label("A file that export-web wrote").set_input_files(file)
