"""The kernel playground as tests see it: what it shows, and what can be done with it."""

import re

PAGE = "book/explore/kernels.html"
SUM = re.compile(r"Row (\d+), column (\d+): the nine products add up to (?:about )?(\S+)\.")
AFTER_POOLING = re.compile(r"max pooling keeps (\S+)\.")
CAPTION = re.compile(r", (\d+) × (\d+), from (\S+) to (\S+):")


def number(text):
    return float(text.replace("−", "-"))


class Playground:
    def __init__(self, page):
        self.page = page
        self.whole = page.locator(".kernel-playground")
        self.map = self.whole.get_by_role("application")
        self.figures = self.whole.locator("figure")
        self.status = self.whole.get_by_role("status")
        self.weights = self.whole.locator(".weights input")
        self.complaints = self.whole.get_by_role("alert")

    def choose(self, group, label, option):
        place = self.whole.get_by_role("group", name=group)
        place.get_by_role("combobox", name=label, exact=True).select_option(option)

    def go(self, row, column):
        for label, value in (("Row", row), ("Column", column)):
            field = self.whole.get_by_label(label, exact=True)
            field.fill(str(value))
            field.blur()

    def place(self):
        found = SUM.search(self.status.inner_text())
        return int(found[1]), int(found[2])

    def sum(self):
        return number(SUM.search(self.status.inner_text())[3])

    def sum_at(self, row, column):
        self.go(row, column)
        assert self.place() == (row, column)
        return self.sum()

    def after_pooling(self):
        return number(AFTER_POOLING.search(self.status.inner_text())[1])

    def products(self):
        return [
            number(text.split()[1]) for text in self.whole.locator("td b").all_inner_texts()
        ]

    def caption(self, figure):
        return self.figures.nth(figure).locator("figcaption").inner_text()

    def size_and_range(self, figure):
        height, width, low, high = CAPTION.search(self.caption(figure)).groups()
        return (int(height), int(width)), (number(low), number(high))

    def code(self):
        return self.whole.locator("code").text_content()

    def complaint(self):
        return "".join(self.complaints.all_inner_texts())

    def take_file(self, name, content, kind="image/png"):
        file = {"name": name, "mimeType": kind, "buffer": content}
        self.whole.locator("input[type=file]").set_input_files(file)


def run(code):
    names = {}
    exec(code, names)
    return names
