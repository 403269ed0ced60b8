"""Self-checks in a browser: by pointer, by keyboard, without JavaScript, on a narrow screen."""

import axe
import pytest

# a page whose checks have one right answer, and one with a check that has several
PAGE = "notebooks/03-build.html"
PAGE_WITH_SEVERAL = "notebooks/14-dense-against-convolutional.html"


@pytest.fixture
def check(page, address):
    """Give the first self-check of a page."""
    page.goto(f"{address}/{PAGE}")
    return page.locator(".self-check").first


@pytest.fixture
def check_with_several(page, address):
    page.goto(f"{address}/{PAGE_WITH_SEVERAL}")
    return page.locator(".self-check", has=page.locator("[type=checkbox]")).first


def places(check, kind):
    """Give the numbers of the options that are right, or of those that are wrong."""
    classes = check.locator("li").evaluate_all("all => all.map(one => one.className)")
    return [number for number, name in enumerate(classes) if name == kind]


def why(check, number):
    return check.locator("li .why").nth(number).text_content()


def ask(check):
    check.get_by_role("button", name="Check my answer").click()
    return check.get_by_role("status").text_content()


def test_nothing_is_said_before_an_answer_is_chosen(check):
    assert check.get_by_role("status").text_content() == ""
    assert ask(check).strip() == "Choose an answer first."


def test_a_wrong_answer_is_explained_and_the_right_one_not_given_away(check):
    wrong, right = places(check, "wrong")[0], places(check, "right")[0]
    check.get_by_role("radio").nth(wrong).check()
    said = ask(check)
    assert said.startswith("Not quite.")
    assert why(check, wrong) in said
    assert why(check, right) not in said


def test_the_right_answer_is_confirmed_and_explained(check):
    right = places(check, "right")[0]
    check.get_by_text(check.locator("li em").nth(right).text_content()).first.click()
    said = ask(check)
    assert said.startswith("Right.")
    assert why(check, right) in said


def test_another_choice_takes_back_what_was_said(check):
    check.get_by_role("radio").nth(0).check()
    assert ask(check)
    check.get_by_role("radio").nth(1).check()
    assert check.get_by_role("status").text_content() == ""


def test_the_questions_of_a_page_do_not_disturb_each_other(page, check):
    other = page.locator(".self-check").nth(1)
    check.get_by_role("radio").nth(0).check()
    other.get_by_role("radio").nth(1).check()
    assert check.get_by_role("radio").nth(0).is_checked()
    ask(other)
    assert check.get_by_role("status").text_content() == ""


def test_several_answers_are_right_only_together(check_with_several):
    check = check_with_several
    boxes = check.get_by_role("checkbox")
    first, *others = places(check, "right")
    boxes.nth(first).check()
    assert ask(check).strip() == "Right so far, but something is missing."
    wrong = places(check, "wrong")[0]
    boxes.nth(wrong).check()
    said = ask(check)
    assert said.startswith("Not quite.")
    assert why(check, wrong) in said
    boxes.nth(wrong).uncheck()
    for other in others:
        boxes.nth(other).check()
    assert ask(check).startswith("Right.")


def test_the_keyboard_is_enough(page, check):
    check.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert check.get_by_role("radio").nth(1).is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert why(check, 1) in check.get_by_role("status").text_content()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert check.locator("li .why").first.is_visible()


def test_the_question_names_the_group(check):
    question = check.locator("legend").text_content()
    assert check.get_by_role("group", name=question).count() == 1


def test_without_javascript_the_answers_unfold(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PAGE}")
    check = page.locator(".self-check").first
    assert check.get_by_role("button").count() == 0
    check.get_by_text("Answer and explanations").click()
    assert all(one.is_visible() for one in check.locator("li .why").all())
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page, server, theme):
    # from a folder axe can't read the style sheets
    page.goto(f"{server}/{PAGE}")
    check = page.locator(".self-check").first
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    check.get_by_role("radio").nth(places(check, "wrong")[0]).check()
    ask(check)
    check.locator("summary").click()
    assert not axe.violations(page, ".self-check")


def test_what_is_to_be_hit_is_large_enough(check):
    targets = check.locator("input, button, summary").all()
    for box in [target.bounding_box() for target in targets]:
        assert min(box["width"], box["height"]) >= 24


def test_on_a_narrow_screen_nothing_overflows(page, check):
    page.set_viewport_size({"width": 320, "height": 700})
    check.get_by_role("radio").nth(places(check, "wrong")[0]).check()
    ask(check)
    too_wide = page.locator(".self-check").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    )
    assert too_wide == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_page_without_self_checks_does_not_load_the_script(page, address):
    page.goto(f"{address}/book/setup.html")
    assert page.locator("script[src*='self-check']").count() == 0
