"""No photographs anywhere, unless a test puts some there."""

import pytest
from photographs import NOBODY_LISTENS, archive_at

from lessons_lib.data import cats_and_dogs, load_cifar10


@pytest.fixture(autouse=True)
def alone(own_folders, monkeypatch):
    """No photographs anywhere, no network, and the sample where CIFAR-10 is asked for."""
    monkeypatch.setattr(cats_and_dogs, "_given", None)
    monkeypatch.setattr(cats_and_dogs, "_instead_of_cache", [])
    archive_at(monkeypatch, NOBODY_LISTENS)
    monkeypatch.setenv("LESSONS_DATA", "sample")
    few = [tuple(array[:60] for array in part) for part in load_cifar10()]
    monkeypatch.setattr(cats_and_dogs, "load_cifar10", lambda: tuple(few))
    monkeypatch.setenv("LESSONS_DATA", "full")


@pytest.fixture
def named(tmp_path, monkeypatch):
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv("LESSONS_DATA_DIR", str(folder))
    return folder
