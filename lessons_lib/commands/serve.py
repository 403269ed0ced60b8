"""``serve``: look at the built website in a browser."""

import functools
import http.server

from lessons_lib.commands.environment import ROOT


def run(arguments):
    """Serve ``_build/html`` on this computer only, until Ctrl-C."""
    port = int(arguments[0]) if arguments else 8000
    folder = ROOT / "_build" / "html"
    if not (folder / "index.html").exists():
        print("There is no website yet: build it with `make site`.")
        return 1
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    with http.server.ThreadingHTTPServer(("localhost", port), handler) as server:
        print(f"The course is at http://localhost:{port} (stop it with Ctrl-C).")
        server.serve_forever()
