"""``clean``: remove what the commands made. The data cache stays.

The lock files beside the environments stay, too. Were one removed while a command waits
for it, the next command would lock a new file, and both would make the environment at once.
"""

import shutil

from lessons_lib.commands.browser_tools import MODULES
from lessons_lib.commands.environment import COURSE, JAX, ROOT


def run(arguments):
    """Remove environments, website, the browser's tools, and the caches of all tools."""
    made = [COURSE.folder, JAX.folder, MODULES]
    made += [ROOT / "_build", ROOT / "notebooks" / "fit_outputs"]
    made += [ROOT / f".{tool}" for tool in ("pytest_cache", "ruff_cache", "hypothesis")]
    made += [
        cache
        for room in ("lessons_lib", "tests", "notebooks", "book")
        for cache in (ROOT / room).rglob("__pycache__")
    ]
    for folder in made:
        if folder.exists():
            print(f"removing {folder.relative_to(ROOT)}")
            shutil.rmtree(folder)
    return 0
