"""A real browser on the built site, from a server and from a folder."""

import contextlib
import functools
import http.server
import threading

import pytest
from playwright.sync_api import sync_playwright

from lessons_lib.commands import browser_tools

# No sandbox inside a container; no requests of the browser's own.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def _served(folder):
    handler = functools.partial(_Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def server(site):
    with _served(site) as address:
        yield address


@pytest.fixture(scope="session", params=["server", "folder"])
def address(request, site):
    """Where the site is: what works on a server must work from a folder too."""
    if request.param == "folder":
        return site.as_uri()
    return request.getfixturevalue("server")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser_tools.browser(), args=OPTIONS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A page of 1280 pixels that must log no error and ask no other host."""
    # Without gliding, what a test looks at has come to rest.
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    opened = context.new_page()
    faults = []
    opened.on("pageerror", lambda error: faults.append(f"error: {error}"))
    opened.on(
        "console",
        lambda message: message.type == "error" and faults.append(f"log: {message.text}"),
    )
    opened.on(
        "request",
        lambda request: (
            request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1"))
            or faults.append(f"request: {request.url}")
        ),
    )
    yield opened
    context.close()
    assert not faults, "\n".join(faults)
