import pytest

from lessons_lib.setup_cell import is_setup_source, setup_source


@pytest.mark.parametrize("address", [None, "https://github.com/someone/course"])
def test_it_is_recognized_and_runs(address):
    source = setup_source(address)
    assert is_setup_source(source)
    # lessons_lib is installed here, so nothing is fetched.
    names = {}
    exec(source, names)
    assert callable(names["claim"])


def test_a_changed_one_is_not():
    assert not is_setup_source(setup_source(None) + "\nimport os")
    assert not is_setup_source(setup_source("https://github.com/a/b").replace("-q", "-qq"))
