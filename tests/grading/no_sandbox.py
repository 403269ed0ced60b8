"""What becomes of the tests of grading on a machine that can't isolate a notebook."""

import os
import sys

import pytest


def skip_or_fail(why):
    """Skip on somebody's own machine, and where no notebook is ever graded; else fail.

    The gate and the workflows set ``CI``: there Linux must have a sandbox, or nothing would
    tell that grading has not been tested. A sandbox in which only the course doesn't run
    is no reason to skip anywhere: that is what these tests are for.

    Parameters
    ----------
    why : str
        What :func:`lessons_lib.grading.refusal.why_not` says.
    """
    reason = " ".join(why.split())
    if reason.startswith("The sandbox starts, but"):
        pytest.fail(reason, pytrace=False)
    if sys.platform == "linux" and os.environ.get("CI"):
        pytest.fail(f"Grading must be tested where CI is set. {reason}", pytrace=False)
    pytest.skip(reason)
