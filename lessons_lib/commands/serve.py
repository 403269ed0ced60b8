"""``serve``: look at the built website in a browser."""

import argparse
import functools
import http.server
import sys

from lessons_lib.commands.environment import ROOT


def run(arguments):
    """Serve ``_build/html`` on this computer only, until Ctrl-C.

    Parameters
    ----------
    arguments : list of str
        Nothing, or the port.

    Returns
    -------
    int
        1 if there is no website or the port can't be used; else it comes to no end by
        itself.
    """
    port = _parser().parse_args(arguments).port
    folder = ROOT / "_build" / "html"
    if not (folder / "index.html").exists():
        print("There is no website yet: build it with `make site`.")
        return 1
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    try:
        server = http.server.ThreadingHTTPServer(("localhost", port), handler)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        print(
            f"Port {port} can't be used ({reason}): name another one, for example "
            "`python -m lessons_lib serve 8001`.",
            file=sys.stderr,
        )
        return 1
    with server:
        address = f"http://localhost:{server.server_port}"
        print(f"The course is at {address} (stop it with Ctrl-C).", flush=True)
        server.serve_forever()
    return 0


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m lessons_lib serve",
        description="Show the built website in a browser, on this computer only.",
    )
    parser.add_argument(
        "port", metavar="PORT", type=int, nargs="?", default=8000, help="8000 if not given"
    )
    return parser
