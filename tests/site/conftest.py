from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site():
    html = ROOT / "_build" / "html"
    if not (html / "index.html").is_file():
        pytest.fail("There is no built site to test. Run `make site` first.", pytrace=False)
    return html
