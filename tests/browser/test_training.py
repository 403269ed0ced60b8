"""The page "Train one here", driven as a reader drives it."""

import json
import re

import pytest
from training import EPOCHS, RECORDED, USUAL, as_cells, runs

PAGE = "book/explore/training.html"
FIELDS = {
    "rate": "Learning rate",
    "batch": "Batch size",
    "dropout": "Dropout",
    "seed": "Seed",
}
MINUTE = 60_000


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


@pytest.fixture
def training(page, address):
    page.goto(f"{address}/{PAGE}")
    return Training(page)


@pytest.fixture
def served(page, server):
    """For what has nothing to do with where the page comes from."""
    page.goto(f"{server}/{PAGE}")
    return Training(page)


def test_before_anything_is_pressed_there_is_a_recorded_run(training):
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert training.epochs() == as_cells(recorded["epochs"])
    assert training.values() == {name: str(value) for name, value in USUAL.items()}
    assert "recorded" in training.status.inner_text()
    assert training.curves.count() == 2
    assert training.whole.locator("polyline.curve-training").first.is_visible()
    loaded = training.page.evaluate("Boolean(globalThis.course.trainingData)")
    assert not loaded, "the pictures are loaded only when they are needed"


def test_a_few_epochs_are_those_that_the_scripts_compute_elsewhere(training):
    training.press("Start")
    training.wait_for_status("^Epoch ([5-9]|[12]\\d)")
    training.press("Pause")
    training.button("Go on").wait_for()
    shown = training.epochs()
    [run] = runs({}, epochs=len(shown))
    assert shown == as_cells(run["epochs"])
    [row] = training.runs()
    assert row[1:5] == ["0.001", "32", "0", "1"]
    assert row[6:] == [str(len(shown)), *shown[-1][1:]]


def test_one_step_is_one_batch_and_moves_the_kernels(training):
    training.press("One step")
    text = training.wait_for_status("^Step 1:")
    [run] = runs({}, epochs=1)
    assert run["stepsAnEpoch"] == 23
    assert "step 1 of 23" in training.counter.inner_text()
    assert re.search(r"loss \d\.\d{3}", text)
    first, moved = training.picture(0), training.picture(1)
    assert first != moved
    training.press("One step")
    training.wait_for_status("^Step 2:")
    assert training.picture(0) == first
    assert training.picture(1) != moved


def test_a_run_can_be_paused_and_gone_on_with(served):
    served.press("Start")
    served.button("Pause").wait_for(timeout=MINUTE)
    served.press("Pause")
    served.button("Go on").wait_for()
    steps = served.steps()
    served.page.wait_for_timeout(400)
    assert served.steps() == steps
    served.press("Go on")
    served.wait_for_status("^Epoch 5")
    assert served.steps() > steps


def test_a_press_trains_for_a_number_of_epochs(served):
    served.set(batch="720")
    served.press("Start")
    served.wait_for_status(f"^Epoch {EPOCHS}:")
    served.button("Go on").wait_for()
    assert len(served.epochs()) == served.steps() == EPOCHS
    served.press("Go on")
    served.wait_for_status(f"^Epoch {EPOCHS + 5}:")
    served.press("Pause")


def test_starting_over_repeats_the_run_and_another_seed_does_not(served):
    losses = []
    for button in ("Start over", "Another seed", None):
        served.press("One step")
        losses.append(served.wait_for_status("^Step 1:"))
        if button:
            served.press(button)
            served.wait_for_status("press Start")
            assert served.counter.inner_text() == ""
    assert losses[0] == losses[1] != losses[2]
    assert served.field("seed").input_value() == "2"
    assert [row[4] for row in served.runs()] == ["2", "1", "1"]


def test_the_run_before_stays_as_a_line(served):
    served.press("Start")
    served.wait_for_status("^Epoch 5:")
    served.press("Pause")
    served.button("Go on").wait_for()
    kept = len(served.epochs())
    served.set(dropout="0.5")
    assert served.epochs() == []
    points = served.whole.locator("polyline.curve-before").first.get_attribute("points")
    assert len(points.split()) == kept
    assert served.whole.get_by_text("validation, the run before").is_visible()


EXPERIMENTS = {
    "a rate too low": {"rate": "0.00001", "batch": "32", "dropout": "0"},
    "a rate too high": {"rate": "0.1", "batch": "32", "dropout": "0"},
    "batches of one": {"rate": "0.001", "batch": "1", "dropout": "0"},
    "all pictures in one batch": {"rate": "0.001", "batch": "720", "dropout": "0"},
    "learning by heart": {"rate": "0.01", "batch": "32", "dropout": "0"},
    "the same with dropout": {"rate": "0.01", "batch": "32", "dropout": "0.5"},
    "the usual way": {"rate": "0.001", "batch": "32", "dropout": "0"},
}


def test_experiments_fill_the_fields_and_leave_the_seed(served):
    choice = served.experiment
    served.set(seed="5")
    assert choice.locator("option:checked").inner_text() == "settings of your own"
    for title, texts in EXPERIMENTS.items():
        choice.select_option(title)
        assert served.values() == texts | {"seed": "5"}


def test_an_absurd_rate_is_explained_and_the_next_run_works(served):
    served.experiment.select_option("an absurd rate")
    served.press("Start")
    text = served.wait_for_status("NaN")
    assert "lower learning rate" in text
    assert "broken off" in served.runs()[0][6]
    served.press("One step")
    served.wait_for_status("^Step 1:")
    served.set(rate="0.001")
    served.press("Start")
    served.wait_for_status("^Epoch 5:")


BAD = {
    "rate": ["abc", "NaN", "0", "-0.001", "", "Infinity"],
    "batch": ["721", "0", "-1", "2.5", "many", "99999999999"],
    "dropout": ["1", "-0.5", "50", "half"],
    "seed": ["-1", "x", "1e99"],
}


@pytest.mark.parametrize("name", BAD)
def test_what_will_not_do_gets_a_sentence_and_starts_nothing(served, name):
    good = served.field(name).input_value()
    for text in BAD[name]:
        served.set(**{name: text})
        assert FIELDS[name].lower() in served.complaint(name).lower()
        assert served.field(name).get_attribute("aria-invalid") == "true"
        for button in ("Start", "One step"):
            served.press(button)
            assert served.field(name).evaluate("(it) => it === document.activeElement")
    assert served.counter.inner_text() == ""
    served.set(**{name: good})
    assert served.complaint(name) == ""
    served.press("One step")
    served.wait_for_status("^Step 1:")


def test_a_bad_setting_leaves_the_run_alone(served):
    served.press("One step")
    served.wait_for_status("^Step 1:")
    served.set(rate="abc")
    served.press("One step")
    served.wait_for_status("^Step 2:")


def test_the_page_stays_usable_while_it_trains(served):
    served.press("Start")
    served.button("Pause").wait_for(timeout=MINUTE)
    longest = served.page.evaluate(
        """() => new Promise((resolve) => {
          let [longest, last] = [0, performance.now()];
          const end = last + 2000;
          const tick = (now) => {
            longest = Math.max(longest, now - last);
            last = now;
            if (now < end) requestAnimationFrame(tick); else resolve(longest);
          };
          requestAnimationFrame(tick);
        })"""
    )
    assert longest < 1000, f"the page stood still for {longest:.0f} ms"
    assert served.steps() > 0


def test_data_that_can_not_be_loaded_gets_a_sentence(browser, server):
    """In a page of its own, since the browser logs the failure."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/training-data.js", lambda route: route.abort())
    page.goto(f"{server}/{PAGE}")
    training = Training(page)
    training.press("Start")
    training.wait_for_status("could not be loaded")
    assert training.button("Start").is_visible()
    page.unroute("**/training-data.js")
    training.press("Start")
    training.wait_for_status("^Epoch 5:")
    context.close()


def test_a_late_report_of_the_run_before_is_ignored(served):
    served.press("Start")
    served.page.wait_for_function(
        "parseInt(document.querySelector('.training-counter').textContent) > 0",
        timeout=MINUTE,
    )
    counted = served.page.evaluate(
        """() => new Promise((resolve) => {
          const counter = document.querySelector(".training-counter");
          const buttons = [...document.querySelectorAll(".training-buttons button")];
          const press = (text) => buttons.find((one) => one.textContent === text).click();
          press("Start over");
          press("Start");
          new MutationObserver(() => resolve(counter.textContent))
            .observe(counter, { childList: true });
        })"""
    )
    assert "· 0 steps in all" in counted


def test_it_trains_under_a_strict_policy(browser, server):
    """In a page of its own, since the theme's inline scripts are refused and logged."""
    policy = (
        "script-src 'self'; worker-src blob:; connect-src 'none'; "
        "img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'"
    )

    def add_policy(route):
        response = route.fetch()
        headers = response.headers | {"content-security-policy": policy}
        route.fulfill(response=response, headers=headers)

    context = browser.new_context()
    page = context.new_page()
    page.route(f"**/{PAGE}", add_policy)
    page.goto(f"{server}/{PAGE}")
    training = Training(page)
    training.press("One step")
    training.wait_for_status("^Step 1:")
    context.close()
