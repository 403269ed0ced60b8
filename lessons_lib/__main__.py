"""The commands of the course: ``python -m lessons_lib COMMAND``.

This file and what it imports first must run on a bare Python, and be readable
even by an old one, so that it can say what is wrong. A command that needs
packages makes the environment ``.venv`` if there is none and runs inside it.
"""

import sys

if sys.version_info[:2] < (3, 11) or sys.version_info[:2] > (3, 13):
    # No f-string, so that even a Python without them can say this.
    this = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        "This course needs Python 3.11, 3.12 or 3.13; this is " + this + ". "
        "Install one of them and name it: make PYTHON=python3.13 site"
    )

from lessons_lib.commands import main

sys.exit(main(sys.argv[1:]))
