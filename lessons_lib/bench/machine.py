"""What a benchmark was run on."""

import importlib.metadata
import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

import joblib
import psutil


def machine():
    """Describe this machine and the versions that matter for speed.

    Returns
    -------
    dict
        ``processor``, ``cores``, ``memory_gb``, ``busy`` (processes that were running or
        waiting in the last minute, or None), ``python``, ``backend``, ``versions`` and
        ``date``.
    """
    backend = os.environ.get("KERAS_BACKEND", "tensorflow")
    names = ["keras", backend, f"{backend}-cpu"]
    return {
        "processor": _processor(),
        # those that this process may use: a container may be given fewer than there are
        "cores": joblib.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "busy": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "backend": backend,
        "versions": {name: version for name in names if (version := _version(name))},
        "date": datetime.now(UTC).date().isoformat(),
    }


def described(machine):
    """Write what `machine` found as a sentence or two."""
    versions = [f"{name} {version}" for name, version in machine["versions"].items()]
    text = (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB; "
        f"Python {machine['python']}, {', '.join(versions)}; {machine['date']}."
    )
    if machine["busy"] is not None:
        text += f" Processes running or waiting when it began: {machine['busy']}."
    return text


def _processor():
    file = Path("/proc/cpuinfo")
    if file.exists() and (found := re.search(r"model name\s*: (.+)", file.read_text())):
        return found[1].strip()
    return platform.processor() or platform.machine()


def _version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
