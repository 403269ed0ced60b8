"""Open JupyterLab on the course's notebooks, as ``install.py`` has installed it.

python3 start.py
"""

import subprocess
import sys

import install


def main(arguments):
    """Start JupyterLab and stay until it ends.

    Parameters
    ----------
    arguments : list of str
        Passed on to JupyterLab, such as ``--no-browser``.

    Returns
    -------
    int
        Its exit status; 1 if the course is not installed.
    """
    if not install.is_installed():
        print(
            "The course is not installed in this folder yet, or the folder was moved: "
            "run install.py first."
        )
        return 1
    command = [str(install.environment_python()), "-m", "jupyterlab"]
    command += ["--ServerApp.root_dir=" + str(install.HERE)]
    command += ["--LabApp.default_url=/lab/tree/notebooks/learner"]
    print("JupyterLab opens in your browser. Stop it here with Ctrl-C.", flush=True)
    lab = subprocess.Popen(
        command + arguments, cwd=str(install.HERE), env=install.clean_variables()
    )
    while True:
        try:
            return lab.wait()
        except KeyboardInterrupt:
            continue  # JupyterLab got it as well, and asks whether to stop


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
