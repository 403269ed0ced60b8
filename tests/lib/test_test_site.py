"""``test-site`` runs pytest twice: what it says of both together."""

import pytest

from lessons_lib.commands import browser_tools, tests


@pytest.mark.parametrize(
    ("statuses", "good"),
    [
        ((0, 0), True),
        ((0, tests.NO_TESTS_CHOSEN), True),
        ((tests.NO_TESTS_CHOSEN, 0), True),
        ((1, 0), False),
        ((0, 1), False),
        # ended by a signal, as happens where memory runs out
        ((-9, 0), False),
        ((0, -9), False),
        ((-9, tests.NO_TESTS_CHOSEN), False),
    ],
)
def test_all_is_well_only_where_both_were(monkeypatch, statuses, good):
    assert (status_of(monkeypatch, statuses) == 0) == good


def test_where_both_have_nothing_to_run_this_is_told(monkeypatch):
    nothing = (tests.NO_TESTS_CHOSEN, tests.NO_TESTS_CHOSEN)
    assert status_of(monkeypatch, nothing) == tests.NO_TESTS_CHOSEN


def status_of(monkeypatch, statuses):
    """Give the status of the command where pytest gives these, one after the other."""
    waiting = iter(statuses)
    monkeypatch.setattr(browser_tools, "ensure", lambda: None)
    monkeypatch.setattr(browser_tools, "browser", lambda: "chromium")
    monkeypatch.setattr(tests, "_pytest", lambda _: next(waiting))
    return tests.site([])
