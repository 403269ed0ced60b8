"""The page "Train one here" as tests see it: what it shows, and what can be done with it."""

import re

PAGE = "book/explore/training.html"
FIELDS = {
    "rate": "Learning rate",
    "batch": "Batch size",
    "dropout": "Dropout",
    "seed": "Seed",
}
MINUTE = 60_000
# A busy computer may be past the first sentence, which comes after five epochs.
FIVE_EPOCHS_OR_MORE = r"^Epoch ([5-9]|\d\d):"


class Training:
    """The widget on an open page."""

    def __init__(self, page):
        self.page = page
        self.whole = page.get_by_role("group", name="Train one here")
        self.status = self.whole.get_by_role("status")
        self.counter = self.whole.locator(".training-counter")
        self.experiment = self.whole.get_by_role("combobox")
        self.kernels = self.whole.locator(".training-kernels canvas")
        self.curves = self.whole.get_by_role("img", name=re.compile("over the epochs"))

    def field(self, name):
        return self.whole.get_by_label(FIELDS[name], exact=True)

    def button(self, text):
        return self.whole.get_by_role("button", name=text, exact=True)

    def press(self, text):
        self.button(text).click()

    def set(self, **texts):
        for name, text in texts.items():
            self.field(name).fill(text)
            self.field(name).blur()

    def values(self):
        return {name: self.field(name).input_value() for name in FIELDS}

    def complaint(self, name):
        return self.whole.locator(f"#training-{name}-complaint").inner_text()

    def wait_for_status(self, pattern):
        self.page.wait_for_function(
            "([status, pattern]) => new RegExp(pattern).test(status.textContent)",
            arg=[self.status.element_handle(), pattern],
            timeout=MINUTE,
        )
        return self.status.inner_text()

    def steps(self):
        found = re.search(r"(\d+) steps in all", self.counter.inner_text())
        return int(found[1]) if found else 0

    def table(self, name):
        """The cells of a table, whether it is unfolded or not."""
        return self.whole.get_by_role("region", name=name, include_hidden=True).evaluate(
            "(region) => [...region.querySelectorAll('tbody tr')]"
            ".map((row) => [...row.children].map((cell) => cell.textContent))"
        )

    def epochs(self):
        return self.table("The numbers behind the curves")

    def runs(self):
        return self.table("Your runs")

    def picture(self, number):
        return self.kernels.nth(number).evaluate("(canvas) => canvas.toDataURL()")
