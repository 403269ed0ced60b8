"""The page "Train one here", driven as a reader drives it."""

import json
import re

import pytest
from training import EPOCHS, RECORDED, USUAL, as_cells, runs
from training_widget import FIVE_EPOCHS_OR_MORE, MINUTE, PAGE, Training


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
    training.wait_for_status(FIVE_EPOCHS_OR_MORE)
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
    # A late pause may have spoken of five epochs; once it trains again, that is gone.
    served.button("Pause").wait_for()
    served.wait_for_status(FIVE_EPOCHS_OR_MORE)
    assert served.steps() > steps


def test_a_press_trains_for_a_number_of_epochs(served):
    served.set(batch="720")
    served.press("Start")
    served.wait_for_status(f"^Epoch {EPOCHS}:")
    served.button("Go on").wait_for()
    assert len(served.epochs()) == served.steps() == EPOCHS
    served.press("Go on")
    served.wait_for_status("^Epoch (3[5-9]|[45]\\d):")
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
    served.wait_for_status(FIVE_EPOCHS_OR_MORE)
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


def test_the_page_stays_usable_while_it_trains(served):
    served.press("Start")
    served.button("Pause").wait_for(timeout=MINUTE)
    assert len(served.page.workers) == 1, "the page itself computes nothing"
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
    assert longest < 10_000, f"the page stood still for {longest:.0f} ms"
    assert served.steps() > 0
