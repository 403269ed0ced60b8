"""What every test run reports beside its dots: minutes a notebook, and claims.

It stands at the root, since pytest asks only the files above a notebook about it.
"""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

seconds = defaultdict(float)


def pytest_runtest_logreport(report):
    file, separator, _ = report.nodeid.partition("::")
    if separator and file.endswith(".ipynb"):
        seconds[Path(file).name] += report.duration


def _claims():
    log = Path(os.environ.get("LESSONS_CLAIMS_LOG", os.devnull))
    if not log.is_file():
        return []
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def pytest_terminal_summary(terminalreporter):
    if seconds:
        terminalreporter.section("minutes per notebook")
        for name in sorted(seconds):
            terminalreporter.line(f"{name:30} {seconds[name] / 60:5.1f}")
        terminalreporter.line(f"{'all':30} {sum(seconds.values()) / 60:5.1f}")
    claims = _claims()
    if claims:
        asserted = sum(claim["asserted"] for claim in claims)
        terminalreporter.section("claims")
        terminalreporter.line(
            f"{asserted} asserted, {len(claims) - asserted} not asserted "
            "(they need the full data, or photographs of cats and dogs)"
        )


@pytest.fixture(scope="session")
def root():
    return Path(__file__).resolve().parent
