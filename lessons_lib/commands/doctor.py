"""``doctor``: look at this machine and say, line by line, what is fine or what to do.

It must work on a bare Python, where the packages of the course are missing. Each
check gives a list of :class:`Line`, one for each thing it has found.
"""

import json
import os
import shutil
import subprocess
import sys

from lessons_lib.commands import environment
from lessons_lib.commands.data_checks import full_data, sample, size
from lessons_lib.commands.line import Line
from lessons_lib.commands.packages import compare_with

# Measured peaks, with room for JupyterLab and a browser.
GB_FOR_FULL_DATA, GB_FOR_SAMPLE = 3.0, 1.5
# The cached arrays, and what is fetched while they are being made.
GB_OF_DISK = 0.8
SECONDS_FOR_BACKEND = 180

# Runs in a process of its own, so that a crash of the backend is only a line here.
PROBE = """
import json, lessons_lib, keras
backend = keras.backend.backend()
if backend == "tensorflow":
    import tensorflow
    devices = [device.name for device in tensorflow.config.list_physical_devices("GPU")]
elif backend == "jax":
    import jax
    devices = [str(device) for device in jax.devices() if device.platform != "cpu"]
elif backend == "torch":
    import torch
    devices = [torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())]
else:
    devices = []
print(json.dumps({"keras": keras.__version__, "backend": backend, "devices": devices}))
"""


def run(arguments):
    """Check this machine and print a line for each check.

    Where the course's environment exists, it is the one that is checked.

    Parameters
    ----------
    arguments : list of str
        Nothing.

    Returns
    -------
    int
        1 if something essential is missing, else 0.
    """
    if not environment.is_active() and environment.COURSE.python.exists():
        command = [environment.COURSE.python, "-m", "lessons_lib", "doctor"]
        return subprocess.run(command, cwd=environment.ROOT, check=False).returncode
    stop = False
    for check in (python, packages, backend, memory, disk, size, full_data, sample):
        try:
            lines = check()
        except ImportError:  # on a bare Python
            name = check.__name__.replace("_", " ")
            lines = [Line(name, "not checked before the packages are there", fine=False)]
        for line in lines:
            print(line, flush=True)
            stop = stop or (line.essential and not line.fine)
    return 1 if stop else 0


def python():
    """Name this Python; `__main__` lets no command run on one that is too old or too new."""
    version = ".".join(map(str, sys.version_info[:3]))
    return [Line("Python", f"{version} in {sys.prefix}")]


def packages(requirements=None):
    """Check that what ``requirements.txt`` pins is installed in that version.

    Parameters
    ----------
    requirements : pathlib.Path, optional
        The file; the course's own if not given.
    """
    path = requirements or environment.ROOT / "requirements.txt"
    if not path.exists():
        return [Line("packages", f"not checked, since {path.name} is not here")]
    n_pinned, missing, other = compare_with(path)
    if not missing and not other:
        return [Line("packages", f"all {n_pinned} in the pinned versions")]
    remedy = "`python -m lessons_lib lab` makes an environment with all of them"
    if environment.is_active():
        remedy = f"run `{sys.executable} -m pip install -r {path.name}`"
    lines = []
    if missing:
        text = f"missing: {_some(missing)}; {remedy}"
        lines.append(Line("packages", text, fine=False, essential=True))
    if other:
        lines.append(Line("packages", f"{_some(other)}; {remedy}", fine=False))
    return lines


def backend():
    """Import Keras in a process of its own, and ask its backend for GPUs."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROBE],
            cwd=environment.ROOT,
            capture_output=True,
            text=True,
            timeout=SECONDS_FOR_BACKEND,
            check=False,
        )
    except subprocess.TimeoutExpired:
        text = (
            f"not imported in {SECONDS_FOR_BACKEND} s: close other programs and try again"
        )
        return [Line("Keras", text, fine=False, essential=True)]
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        name = os.environ.get("KERAS_BACKEND", "tensorflow")
        text = (
            f"can't be imported with backend {name} ({said[-1]}): see the line on packages"
        )
        return [Line("Keras", text, fine=False, essential=True)]
    found = json.loads(done.stdout.strip().splitlines()[-1])
    devices = ", ".join(found["devices"])
    return [
        Line("Keras", f"{found['keras']} with backend {found['backend']}"),
        Line("devices", devices or "no GPU that the backend can use; the CPU is enough"),
    ]


def memory():
    """Check the free memory."""
    import psutil

    free = psutil.virtual_memory().available / 1e9
    text = f"{free:.1f} GB free"
    if free >= GB_FOR_FULL_DATA:
        return [Line("memory", text)]
    if free >= GB_FOR_SAMPLE:
        text += f"; the full data want {GB_FOR_FULL_DATA:.0f}: set LESSONS_DATA=sample"
        return [Line("memory", text, fine=False)]
    text += f"; the course wants {GB_FOR_SAMPLE}: close other programs"
    return [Line("memory", text, fine=False, essential=True)]


def disk():
    """Check the room where fetched data are kept."""
    from lessons_lib.data.folders import cache_folder

    cache = cache_folder()
    existing = next(folder for folder in (cache, *cache.parents) if folder.exists())
    free = shutil.disk_usage(existing).free / 1e9
    text = f"{free:.1f} GB free for {cache}"
    if not os.access(existing, os.W_OK):
        text = f"{existing} can't be written: name another folder in LESSONS_CACHE_DIR"
        return [Line("disk", text, fine=False)]
    if free < GB_OF_DISK:
        text += (
            f"; the full data want {GB_OF_DISK}: name another folder in LESSONS_CACHE_DIR"
        )
        return [Line("disk", text, fine=False)]
    return [Line("disk", text)]


def _some(names):
    """List the first four names and count the others."""
    rest = len(names) - 4
    return ", ".join(names[:4]) + (f" and {rest} more" if rest > 0 else "")
