"""Install the course from this folder, without a network, into the folder .venv in it.

    python3 install.py

Nothing newer than Python 3.5 stands here: even an old one must be able to read this
file and to say what is wrong. So there are no f-strings.
"""
# ruff: noqa: B904, UP031

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from this_computer import Refusal, refuse_wrong_computer, refuse_wrong_place

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"
ENVIRONMENT = HERE / ".venv"
STAMP = ENVIRONMENT / "installed.txt"


def read_bundle():
    """Read what the bundle is for.

    Returns
    -------
    dict
        What ``bundle.json`` says.

    Raises
    ------
    Refusal
        If not everything was unpacked.
    """
    try:
        if not any(WHEELS.glob("pip-*.whl")):
            raise OSError("no wheels")
        return json.loads((HERE / "bundle.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Refusal(
            "This folder is not complete: unpack the whole archive anew, then start "
            "install.py in the unpacked folder."
        )


def environment_python():
    """Name the Python of the installed environment.

    Returns
    -------
    pathlib.Path
    """
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / "python.exe"
    return ENVIRONMENT / "bin" / "python"


def is_installed():
    """Tell whether the course is installed whole, and in this very folder.

    Returns
    -------
    bool
    """
    return STAMP.exists() and STAMP.read_text(encoding="utf-8") == _stamp()


def clean_variables():
    """Give this process' variables without those that lead Python to other packages.

    Returns
    -------
    dict of str to str
    """
    misleading = ("PYTHONHOME", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if name not in misleading}


def install(bundle):
    """Make the environment; where that fails, leave nothing of it.

    Parameters
    ----------
    bundle : dict
        What ``bundle.json`` says.

    Raises
    ------
    OSError, subprocess.CalledProcessError
        If it can't be made.
    """
    import venv

    shutil.rmtree(str(ENVIRONMENT), ignore_errors=True)
    try:
        # Without pip, which Debian's Python lacks: the one in the bundle does as well.
        venv.create(str(ENVIRONMENT), symlinks=os.name != "nt")
        pip = next(WHEELS.glob("pip-*.whl")) / "pip"
        options = ["--quiet", "--no-index", "--find-links", str(WHEELS)]
        options += ["--requirement", str(WHEELS / "requirements.txt")]
        _run(str(pip), "install", *options)
        kernel = ["-m", "ipykernel", "install", "--sys-prefix"]
        for name, value in sorted(kernel_variables(bundle).items()):
            kernel += ["--env", name, value]
        _run(*kernel)
        STAMP.write_text(_stamp(), encoding="utf-8")
    except BaseException:
        shutil.rmtree(str(ENVIRONMENT), ignore_errors=True)
        raise


def kernel_variables(bundle):
    """Say what the notebooks are to know, so that nobody has to set a variable.

    Parameters
    ----------
    bundle : dict
        What ``bundle.json`` says.

    Returns
    -------
    dict of str to str
    """
    variables = {"KERAS_BACKEND": "tensorflow"}  # the only one in the bundle
    if "full" in bundle["data"].values():
        variables["LESSONS_DATA_DIR"] = str(HERE / "data")
    else:
        # Else every notebook would try to fetch the rest over a network that is none.
        variables["LESSONS_DATA"] = "sample"
    return variables


def main():
    """Install the course and look at what was installed.

    Returns
    -------
    int
        Exit status: 0 if the course can be used.
    """
    start = "Type `%s start.py` to work with the course." % _command()
    try:
        bundle = read_bundle()
        refuse_wrong_computer(bundle)
        if is_installed():
            print("The course is installed already. " + start)
            return 0
        refuse_wrong_place(bundle, ENVIRONMENT)
        print("Installing into %s (once; some minutes) ..." % ENVIRONMENT, flush=True)
        install(bundle)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (OSError, subprocess.CalledProcessError) as error:
        reason = "see above" if isinstance(error, subprocess.CalledProcessError) else error
        print(
            "The course could not be installed (%s), and nothing was left behind: unpack "
            "the archive anew, on a disk that you can write to, and start again." % reason,
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing was left behind; start again when you like.")
        return 130
    print("Looking at what was installed ...", flush=True)
    doctor = [str(environment_python()), "-m", "lessons_lib", "doctor"]
    variables = dict(clean_variables(), **kernel_variables(bundle))
    if subprocess.call(doctor, cwd=str(HERE), env=variables):
        print("The course is installed. Before it can be used, see the line with STOP.")
        return 1
    print("The course is installed. " + start)
    return 0


def _command():
    """How this Python is called, as far as a person would type it."""
    if os.name == "nt":
        return "py -%d.%d" % sys.version_info[:2]
    return Path(sys.executable).name


def _run(*arguments):
    """Run the environment's Python, out of reach of how pip was set up on this computer."""
    variables = {
        name: value for name, value in clean_variables().items() if name[:4] != "PIP_"
    }
    variables["PIP_CONFIG_FILE"] = os.devnull
    command = [str(environment_python())]
    command += arguments
    subprocess.check_call(command, cwd=str(HERE), env=variables)


def _stamp():
    """Say what is installed and where: an environment can't be moved."""
    pinned = (WHEELS / "requirements.txt").read_bytes()
    return "%s in %s\n" % (hashlib.sha256(pinned).hexdigest(), HERE)


if __name__ == "__main__":
    sys.exit(main())
