import pytest
from xdist.scheduler import LoadFileScheduling


class OneProcessAFile(LoadFileScheduling):
    """Test each file in one process, and all files on checks in the same one.

    They share classrooms, each of which takes a good while to get ready.
    """

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        return "tests/checks" if file.startswith("tests/checks/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return OneProcessAFile(config, log) if config.option.dist == "loadfile" else None


@pytest.fixture(scope="session")
def site(root):
    """The folder of the built site."""
    html = root / "_build" / "html"
    if not (html / "index.html").is_file():
        pytest.fail("There is no built site to test. Run `make site` first.", pytrace=False)
    return html
