"""The page "Train one here" without JavaScript, by keyboard, on a phone, in both themes."""

import re

import axe
import pytest
from training_widget import FIVE_EPOCHS_OR_MORE, MINUTE, PAGE, Training


@pytest.fixture
def training(page, server):
    page.goto(f"{server}/{PAGE}")
    return Training(page)


def test_without_javascript_the_page_has_the_pictures_and_a_run(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/{PAGE}")
    assert page.locator(".widget.training tbody tr").count() == 30
    assert page.get_by_text("Guessing has a loss").is_visible()
    assert page.locator("img.training-pictures").bounding_box()["height"] > 100
    context.close()


def test_the_keyboard_reaches_everything(training):
    page = training.page
    training.experiment.focus()
    reached = []
    for _ in range(12):
        reached.append(
            page.evaluate(
                "() => { const it = document.activeElement;"
                "return it.labels?.[0]?.firstChild.textContent || it.textContent; }"
            )
        )
        page.keyboard.press("Tab")
    wanted = ["Experiment", "Learning rate", "Batch size", "Dropout", "Seed"]
    wanted += ["Start", "One step", "Start over", "Another seed"]
    wanted += ["The numbers behind the curves"]
    assert reached[: len(wanted)] == wanted


def test_the_focus_stays_where_it_was_pressed(training):
    training.button("Start").focus()
    for label in ("Pause", "Go on", "Pause"):
        training.page.keyboard.press("Enter")
        training.button(label).wait_for(timeout=MINUTE)
        assert training.button(label).evaluate("(it) => it === document.activeElement")


def spoken_in_thirty_epochs(training):
    training.page.evaluate(
        """() => {
          globalThis.spoken = [];
          const status = document.querySelector('.training [role="status"]');
          new MutationObserver(() => spoken.push(status.textContent))
            .observe(status, { childList: true });
        }"""
    )
    training.set(batch="720")
    training.press("Start")
    training.wait_for_status("^Epoch 30:")
    return training.page.evaluate("spoken")


def fives(spoken):
    """How many times five epochs were done, as each sentence on an epoch says."""
    found = [re.match(r"Epoch (\d+):", text) for text in spoken]
    return [int(epoch[1]) // 5 for epoch in found if epoch]


def test_the_status_speaks_now_and_then_only(training):
    spoken = spoken_in_thirty_epochs(training)
    assert fives(spoken) == [1, 2, 3, 4, 5, 6]
    assert len(spoken) <= 6 + 3, spoken


def test_no_sentence_is_lost_where_reports_jump_over_the_five(training):
    training.page.evaluate(
        """() => {
          globalThis.Worker = class extends Worker {
            set onmessage(hear) {
              const endsFive = ({ data }) => data.running && data.epochs.length % 5 === 0;
              this.addEventListener("message", (event) => endsFive(event) || hear(event));
            }
          };
        }"""
    )
    assert fives(spoken_in_thirty_epochs(training)) == [1, 2, 3, 4, 5, 6]


def test_reduced_motion_leaves_the_kernels_still(browser, server):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{server}/{PAGE}")
    training = Training(page)
    page.evaluate(
        """() => {
          globalThis.painted = 0;
          const put = CanvasRenderingContext2D.prototype.putImageData;
          CanvasRenderingContext2D.prototype.putImageData = function (...args) {
            painted += 1;
            put.apply(this, args);
          };
        }"""
    )
    training.press("Start")
    training.wait_for_status(FIVE_EPOCHS_OR_MORE)
    training.press("Pause")
    training.button("Go on").wait_for()
    # two rows when the run begins, two at each five epochs, and two at the pause
    assert page.evaluate("painted") <= 2 + 2 * (len(training.epochs()) // 5) + 2
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_overflows(browser, server, theme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme
    )
    page = context.new_page()
    page.goto(f"{server}/{PAGE}")
    training = Training(page)
    training.set(batch="720")
    training.press("Start")
    training.wait_for_status("^Epoch 30:")
    training.set(rate="abc", dropout="1")
    training.whole.locator("summary").click()
    assert not axe.violations(page, ".training")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
