import contextlib
import gzip
import hashlib
import io
import json
import os
import struct
import sys
import tarfile
import threading
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from lessons_lib.data import formats, manifest, sizes
from lessons_lib.data.dataset import Arrays, DataSet, digest
from lessons_lib.data.formats import cifar10, mnist

NOBODY_LISTENS = "http://127.0.0.1:9"

# The environment with JAX has no hypothesis; what is tested there draws nothing.
with contextlib.suppress(ImportError):
    from hypothesis import settings

    # How fast an example runs says something about the machine, and nothing about the code.
    settings.register_profile("no deadline", settings(deadline=None))
    settings.load_profile("no deadline")


@dataclass(frozen=True)
class TinySet:
    """A data set of twenty and ten pictures."""

    arrays: Arrays
    data: DataSet

    def write_npy(self, folder):
        for name, array in zip(formats.NPY_FILES, self.arrays, strict=True):
            np.save(folder / name, array)

    def write_archive(self, folder):
        (folder / self.archive_name).write_bytes(self.archive())


class Tiny(TinySet):
    """One in color, and all forms in which CIFAR-10 may come."""

    archive_name = cifar10.ARCHIVE

    def write_package(self, folder):
        self.write_pngs(folder)

    def batches(self):
        """Name, pictures and labels of the five training batches and the test batch."""
        images, labels, test_images, test_labels = self.arrays
        parts = zip(np.split(images, 5), np.split(labels, 5), strict=True)
        for name, (pictures, classes) in zip(cifar10.TRAIN_BATCHES, parts, strict=True):
            yield name, pictures, classes.ravel()
        yield cifar10.TEST_BATCH, test_images, test_labels.ravel()

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
        (folder / cifar10.BATCHES_FOLDER).mkdir()
        for name, content in self.pickles():
            (folder / cifar10.BATCHES_FOLDER / name).write_bytes(content)

    def archive(self):
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w") as archive:
            for name, content in self.pickles():
                member = tarfile.TarInfo(f"{cifar10.BATCHES_FOLDER}/{name}")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return gzip.compress(file.getvalue(), mtime=0)  # the same bytes every time

    def write_pngs(self, folder):
        from PIL import Image

        for name, pictures, _ in self.batches():
            grid = pictures.reshape(len(pictures), -1, 3)
            Image.fromarray(grid).save(folder / f"{name}.png")
        for name, labels in [
            (cifar10.TRAIN_LABELS_JSON, self.arrays.train_labels),
            (cifar10.TEST_LABELS_JSON, self.arrays.test_labels),
        ]:
            (folder / name).write_text(json.dumps(labels.ravel().tolist()))


class TinyDigits(TinySet):
    """One in gray, and all forms in which MNIST may come."""

    archive_name = mnist.NPZ

    def write_package(self, folder):
        self.write_idx(folder)

    def archive(self):
        file = io.BytesIO()
        np.savez(file, **dict(zip(mnist.NPZ_ARRAYS, self.arrays, strict=True)))
        return file.getvalue()

    def idx(self):
        """Name and content of the four original files."""
        for name, array in zip(mnist.IDX_FILES, self.arrays, strict=True):
            header = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
            yield name, header + array.tobytes()

    def write_idx(self, folder):
        for name, content in self.idx():
            (folder / name).write_bytes(content)

    def write_idx_gz(self, folder):
        for name, content in self.idx():
            (folder / f"{name}.gz").write_bytes(gzip.compress(content))


def made_up(kind, name, title, forms, picture, label):
    """Make a data set of random pictures and labels."""
    random = np.random.default_rng(0)
    arrays = Arrays(
        random.integers(0, 256, (20, *picture), dtype=np.uint8),
        random.integers(0, 10, (20, *label), dtype=np.uint8),
        random.integers(0, 256, (10, *picture), dtype=np.uint8),
        random.integers(0, 10, (10, *label), dtype=np.uint8),
    )
    shapes = Arrays(*(array.shape for array in arrays))
    return kind(arrays, DataSet(name, title, shapes, digest(arrays), forms))


@pytest.fixture(scope="session")
def tiny():
    forms = ("batches", "archive", "pngs")
    return made_up(Tiny, "tiny", "Tiny-10", forms, (32, 32, 3), (1,))


@pytest.fixture(scope="session")
def tiny_digits():
    return made_up(TinyDigits, "digits", "Tiny digits", ("npz", "idx"), (28, 28), ())


@pytest.fixture
def own_folders(tmp_path, monkeypatch):
    """Keep a test away from this machine's caches, settings and network."""
    for name in ("LESSONS_DATA", "LESSONS_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LESSONS_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(sizes, "_given", {})
    return tmp_path


@pytest.fixture
def full_is(monkeypatch):
    """Give a function that puts a data set in the place of one that the manifest names."""

    def put(name, data):
        look_up = manifest.data_set
        monkeypatch.setattr(
            manifest, "data_set", lambda asked: data if asked == name else look_up(asked)
        )

    return put


@pytest.fixture
def web_server():
    """Give a function that starts a server with one answer for all, and gives its address."""
    with contextlib.ExitStack() as servers:

        def start(body, status=200, claimed_length=None, wait=None):
            class Handler(BaseHTTPRequestHandler):
                def do_GET(self):
                    if wait is not None:
                        wait.wait(60)
                    # Who asked may not have waited.
                    with contextlib.suppress(ConnectionError):
                        self.send_response(status)
                        length = len(body) if claimed_length is None else claimed_length
                        self.send_header("Content-Length", str(length))
                        self.end_headers()
                        self.wfile.write(body)

                def log_message(self, *_):
                    pass

            server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            servers.callback(server.server_close)
            servers.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}"

        yield start


@pytest.fixture
def serve(tiny, web_server):
    """Give a function that serves bytes and returns a data set that points there."""

    def start(body, of=tiny, **how):
        return with_archive(of, web_server(body, **how))

    return start


def with_archive(tiny, host):
    """Let a tiny data set come from an archive at an address."""
    sha256 = hashlib.sha256(tiny.archive()).hexdigest()
    url = f"{host}/{tiny.archive_name}"
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
        return sorted(path.relative_to(cache).as_posix() for path in cache.rglob("*"))

    return files


@pytest.fixture
def npm(tiny, tmp_path, monkeypatch):
    """Give a function that puts an ``npm`` of our own making on the path.

    It returns a data set that comes as the package that this npm brings.
    """
    if os.name == "nt":
        pytest.skip("the fake npm is a script with a first line that Windows ignores")
    (tmp_path / "made" / "package").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    def install(when_asked="", when_packing="", of=tiny):
        of.write_package(tmp_path / "made" / "package")
        script = tmp_path / "bin" / "npm"
        script.write_text(
            f"#!{sys.executable}\nimport sys, tarfile, time\n"
            "assert '--ignore-scripts' in sys.argv\n"
            f"if sys.argv[1] == 'view':\n    pass\n    {when_asked}\n"
            f"if sys.argv[1] == 'pack':\n    pass\n    {when_packing}\n"
            "    with tarfile.open('tiny-1.0.0.tgz', 'w:gz') as package:\n"
            f"        package.add({str(tmp_path / 'made' / 'package')!r}, 'package')\n"
        )
        script.chmod(0o755)
        return replace(of.data, npm_package="tiny@1.0.0", npm_megabytes=1)

    return install
