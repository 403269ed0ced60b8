import pytest


@pytest.fixture(scope="session")
def site(root):
    """The folder of the built site."""
    html = root / "_build" / "html"
    if not (html / "index.html").is_file():
        pytest.fail("There is no built site to test. Run `make site` first.", pytrace=False)
    return html
