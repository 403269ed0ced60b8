"""``clean``: remove what the commands made. The data cache stays."""

import shutil

from lessons_lib.commands.environment import COURSE, JAX, ROOT


def run(arguments):
    """Remove the environments, the website and the caches of the tools."""
    made = [COURSE.folder, JAX.folder, ROOT / "_build", ROOT / "notebooks" / "fit_outputs"]
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
