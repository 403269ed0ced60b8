"""The cache: what is in it is whole, or it is not used and goes."""

import os
import time

import pytest
from full_data import same
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons_lib.data import DataError, cache, folders, formats

pytestmark = pytest.mark.usefixtures("own_folders")

# The cache is emptied in each example, so that sharing the folder does no harm.
SHARED_FOLDER = settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def assert_refused_and_gone(data):
    with pytest.raises(DataError, match=r"^the copy in .*tiny was damaged or unreadable$"):
        cache.read(data)
    assert list(folders.cache_folder().iterdir()) == []
    assert cache.read(data) is None


def test_what_is_stored_is_read(tiny, in_cache):
    assert cache.read(tiny.data) is None
    assert not cache.is_complete(tiny.data)
    cache.store(tiny.data, tiny.arrays)
    assert cache.is_complete(tiny.data)
    assert same(cache.read(tiny.data), tiny.arrays)
    assert len(in_cache()) == 5


def test_storing_twice_changes_nothing(tiny, in_cache):
    cache.store(tiny.data, tiny.arrays)
    before = in_cache()
    cache.store(tiny.data, tiny.arrays)
    assert in_cache() == before


@SHARED_FOLDER
@given(name=st.sampled_from(formats.NPY_FILES), data=st.data())
def test_one_flipped_byte_of_a_picture_or_label(tiny, name, data):
    cache.store(tiny.data, tiny.arrays)
    victim = cache.folder_of(tiny.data) / name
    content = bytearray(victim.read_bytes())
    # The first 128 bytes are the header of the format.
    position = data.draw(st.integers(128, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    victim.write_bytes(content)
    assert_refused_and_gone(tiny.data)


@SHARED_FOLDER
@given(name=st.sampled_from(formats.NPY_FILES), data=st.data())
def test_one_flipped_byte_of_a_header_is_harmless_or_noticed(tiny, name, data):
    cache.store(tiny.data, tiny.arrays)
    victim = cache.folder_of(tiny.data) / name
    content = bytearray(victim.read_bytes())
    content[data.draw(st.integers(0, 127))] ^= data.draw(st.integers(1, 255))
    victim.write_bytes(content)
    try:
        assert same(cache.read(tiny.data), tiny.arrays)
    except DataError:
        assert list(folders.cache_folder().iterdir()) == []


@SHARED_FOLDER
@given(name=st.sampled_from(formats.NPY_FILES), share=st.floats(0, 0.99))
def test_half_written_file(tiny, name, share):
    cache.store(tiny.data, tiny.arrays)
    victim = cache.folder_of(tiny.data) / name
    content = victim.read_bytes()
    victim.write_bytes(content[: int(share * len(content))])
    assert_refused_and_gone(tiny.data)


@pytest.mark.parametrize("missing", formats.NPY_FILES)
def test_missing_file(tiny, missing):
    cache.store(tiny.data, tiny.arrays)
    (cache.folder_of(tiny.data) / missing).unlink()
    assert not cache.is_complete(tiny.data)
    assert_refused_and_gone(tiny.data)


def test_leftovers_of_killed_processes_go_after_a_while(tiny, own_folders, in_cache):
    for name, age in [("old", 2 * cache.SECONDS_UNTIL_STALE), ("new", 0)]:
        folder = own_folders / "cache" / f"tiny-unfinished-{name}"
        folder.mkdir(parents=True)
        os.utime(folder, (time.time() - age,) * 2)
    cache.store(tiny.data, tiny.arrays)
    assert "tiny-unfinished-old" not in in_cache()
    assert "tiny-unfinished-new" in in_cache()


def test_cache_folder_is_the_platform_s_where_none_is_named(monkeypatch):
    monkeypatch.delenv("LESSONS_CACHE_DIR")
    assert "lessons-lib" in str(folders.cache_folder())
