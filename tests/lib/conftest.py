import contextlib
import gzip
import hashlib
import io
import json
import struct
import tarfile
import threading
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from lessons_lib.data import cifar10, formats
from lessons_lib.data.dataset import Arrays, DataSet, digest

NOBODY_LISTENS = "http://127.0.0.1:9/cifar-10-python.tar.gz"


@dataclass(frozen=True)
class Tiny:
    """A data set of twenty and ten pictures, and all forms in which it may come."""

    arrays: Arrays
    data: DataSet

    def write_npy(self, folder):
        for name, array in zip(formats.NPY_FILES, self.arrays, strict=True):
            np.save(folder / name, array)

    def batches(self):
        """Name, pictures and labels of the five training batches and the test batch."""
        images, labels, test_images, test_labels = self.arrays
        parts = zip(np.split(images, 5), np.split(labels, 5), strict=True)
        for name, (pictures, classes) in zip(formats.TRAIN_BATCHES, parts, strict=True):
            yield name, pictures, classes.ravel()
        yield formats.TEST_BATCH, test_images, test_labels.ravel()

    @staticmethod
    def pickled(rows, labels):
        """Write one batch as the original was: by Python 2, which had no bytes."""
        shape = (
            b"(" + b"".join(b"M" + struct.pack("<H", size) for size in rows.shape) + b"t"
        )
        minus_one = b"J\xff\xff\xff\xff"
        dtype = (
            b"cnumpy\ndtype\n(U\x02u1K\x00K\x01tR(K\x03U\x01|NNN"
            + 2 * minus_one
            + b"K\x00tb"
        )
        content = b"T" + struct.pack("<i", rows.size) + rows.tobytes()
        made = b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\x00tU\x01btR"
        array = made + b"(K\x01" + shape + dtype + b"\x89" + content + b"tb"
        numbers = b"](" + b"".join(b"K" + bytes([label]) for label in labels) + b"e"
        return b"\x80\x02}(U\x04data" + array + b"U\x06labels" + numbers + b"u."

    def pickles(self):
        for name, pictures, classes in self.batches():
            rows = pictures.transpose(0, 3, 1, 2).reshape(len(pictures), -1)
            yield name, self.pickled(rows, classes)

    def write_batches(self, folder):
        (folder / formats.BATCHES_FOLDER).mkdir()
        for name, content in self.pickles():
            (folder / formats.BATCHES_FOLDER / name).write_bytes(content)

    def archive(self):
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w") as archive:
            for name, content in self.pickles():
                member = tarfile.TarInfo(f"{formats.BATCHES_FOLDER}/{name}")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return gzip.compress(file.getvalue(), mtime=0)  # the same bytes every time

    def write_archive(self, folder):
        (folder / formats.ARCHIVE).write_bytes(self.archive())

    def write_pngs(self, folder):
        from PIL import Image

        for name, pictures, _ in self.batches():
            grid = pictures.reshape(len(pictures), -1, 3)
            Image.fromarray(grid).save(folder / f"{name}.png")
        for name, labels in [
            (formats.TRAIN_LABELS_JSON, self.arrays.train_labels),
            (formats.TEST_LABELS_JSON, self.arrays.test_labels),
        ]:
            (folder / name).write_text(json.dumps(labels.ravel().tolist()))


@pytest.fixture(scope="session")
def tiny():
    random = np.random.default_rng(0)
    arrays = Arrays(
        random.integers(0, 256, (20, 32, 32, 3), dtype=np.uint8),
        random.integers(0, 10, (20, 1), dtype=np.uint8),
        random.integers(0, 256, (10, 32, 32, 3), dtype=np.uint8),
        random.integers(0, 10, (10, 1), dtype=np.uint8),
    )
    shapes = Arrays(*(array.shape for array in arrays))
    return Tiny(arrays, DataSet("tiny", "Tiny-10", shapes, digest(arrays)))


@pytest.fixture
def own_folders(tmp_path, monkeypatch):
    """Keep a test away from this machine's caches, settings and network."""
    for name in ("LESSONS_DATA", "LESSONS_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LESSONS_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(cifar10, "_given", None)
    return tmp_path


@pytest.fixture
def serve(tiny):
    """Give a function that serves bytes and returns the data set that points there."""
    with contextlib.ExitStack() as servers:

        def start(body, status=200, claimed_length=None, wait=None):
            class Handler(BaseHTTPRequestHandler):
                def do_GET(self):
                    if wait is not None:
                        wait.wait(10)
                    self.send_response(status)
                    length = len(body) if claimed_length is None else claimed_length
                    self.send_header("Content-Length", str(length))
                    self.end_headers()
                    with contextlib.suppress(BrokenPipeError):
                        self.wfile.write(body)

                def log_message(self, *_):
                    pass

            server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            servers.callback(server.server_close)
            servers.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            url = f"http://127.0.0.1:{server.server_port}/{formats.ARCHIVE}"
            return with_archive(tiny, url)

        yield start


def with_archive(tiny, url):
    """Let the tiny data set come from an archive at an address."""
    sha256 = hashlib.sha256(tiny.archive()).hexdigest()
    return replace(tiny.data, archive_url=url, archive_sha256=sha256)


@pytest.fixture
def unreachable(tiny):
    """The tiny data set, its archive at an address where nobody listens."""
    return with_archive(tiny, NOBODY_LISTENS)


@pytest.fixture
def in_cache(own_folders):
    """Give a function that lists everything in the cache, by relative path."""
    cache = Path(own_folders / "cache")

    def files():
        return sorted(str(path.relative_to(cache)) for path in cache.rglob("*"))

    return files
