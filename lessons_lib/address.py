"""Where the repository of the course can be found by everybody, if anywhere.

The site draws launch links and an edit button only when it knows. The one place
that sets the address is git's remote ``origin``.
"""

import re
import subprocess
from pathlib import Path

KNOWN_HOSTS = ("github.com", "gitlab.com")
BRANCH = "main"

_URL = re.compile(
    r"""^(?:
        (?:https|ssh)://(?:[^@/\s]+@)?(?P<host>[^@:/\s]+)(?::\d+)?/   # https://, ssh://
        | (?:[^@/\s]+@)?(?P<scp_host>[^@:/\s]+):(?!/)                 # git@host:path
    )(?P<path>[\w.-]+(?:/[\w.-]+)*/[\w.-]+?)(?:\.git)?/?$""",
    re.VERBOSE,
)


def public_address(remote):
    """Turn a git remote into an address that a browser can open.

    Parameters
    ----------
    remote : str
        What git has for the remote, as https, ssh or ``git@host:path``.

    Returns
    -------
    str or None
        ``https://host/owner/name`` without credentials; ``None`` unless the host
        is one of `KNOWN_HOSTS`.
    """
    match = _URL.match(remote.strip())
    if match is None:
        return None
    host = (match["host"] or match["scp_host"]).lower()
    return f"https://{host}/{match['path']}" if host in KNOWN_HOSTS else None


def repository_address(root="."):
    """Give the public address of the repository, if git knows one.

    Parameters
    ----------
    root : path-like, default "."
        A folder of the repository.

    Returns
    -------
    str or None
        The address of the remote ``origin``, or ``None`` where there is no git,
        no remote, or a host that readers may not be able to reach.
    """
    command = ["git", "-C", str(root), "config", "--get", "remote.origin.url"]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return public_address(answer.stdout)


def notebook_to_open(root, name):
    """Give the notebook that a launch link opens, relative to the root.

    Parameters
    ----------
    root : path-like
        Root of the repository.
    name : str
        File name, such as ``"03-build.ipynb"``.

    Returns
    -------
    str
        The learner notebook where there is one, else the solved one.
    """
    learner = Path("notebooks", "learner", name)
    found = learner if (Path(root) / learner).is_file() else Path("notebooks", name)
    return found.as_posix()


def launch_links(address, notebook):
    """List the services that can open a notebook of a public repository.

    Parameters
    ----------
    address : str or None
        What `repository_address` gave.
    notebook : str
        Path of the notebook in the repository.

    Returns
    -------
    dict of str to str
        Address by the name of the service; empty without an address. Colab opens
        notebooks from GitHub only.
    """
    if address is None:
        return {}
    host, path = address.removeprefix("https://").split("/", 1)
    if host == "github.com":
        repository = f"gh/{path}"
        colab = f"https://colab.research.google.com/github/{path}/blob/{BRANCH}/{notebook}"
        links = {"Colab": colab}
    else:
        repository = f"gl/{path.replace('/', '%2F')}"
        links = {}
    query = "urlpath=lab/tree/" + notebook
    links["Binder"] = f"https://mybinder.org/v2/{repository}/{BRANCH}?{query}"
    return links
