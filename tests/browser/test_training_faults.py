"""What can go wrong on the page "Train one here", and what the page says then."""

import re

import pytest
from playwright.sync_api import expect
from training_widget import FIELDS, FIVE_EPOCHS_OR_MORE, MINUTE, PAGE, Training


@pytest.fixture
def served(page, server):
    """For what has nothing to do with where the page comes from."""
    page.goto(f"{server}/{PAGE}")
    return Training(page)


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
    served.wait_for_status(FIVE_EPOCHS_OR_MORE)


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
    training.wait_for_status(FIVE_EPOCHS_OR_MORE)
    context.close()


def test_a_late_report_of_the_run_before_is_ignored(served):
    served.press("Start")
    expect(served.counter).to_have_text(re.compile(r"^[1-9]"), timeout=MINUTE)
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
