"""``learner``: generate the learner notebooks, and what hints and solutions need."""

import json

from lessons_lib import notebooks
from lessons_lib.address import launch_links, repository_address
from lessons_lib.check.guide import CHALLENGES
from lessons_lib.commands.environment import ROOT
from lessons_lib.commands.writing import write_text
from lessons_lib.learner import LEARNER, challenge_texts, learner_notebook


def generated(address):
    """Generate all files.

    Parameters
    ----------
    address : str or None
        Public address of the repository.

    Returns
    -------
    dict of pathlib.Path to str
        What belongs into each file.
    """
    files, texts = {}, {}
    for path in notebooks.paths():
        canonical = notebooks.read(path)
        links = launch_links(address, f"notebooks/learner/{path.name}")
        learner = learner_notebook(canonical, path.stem, links)
        files[LEARNER / path.name] = notebooks.as_text(learner)
        texts |= challenge_texts(canonical, path.stem)
    files[CHALLENGES] = json.dumps(texts, indent=1, ensure_ascii=False) + "\n"
    return files


def run(arguments):
    """Write the learner notebooks; remove those that have no canonical one any more."""
    try:
        files = generated(repository_address(ROOT))
    except ValueError as error:
        print(f"{error} Nothing was written.")
        return 1
    LEARNER.mkdir(exist_ok=True)
    for path in set(LEARNER.glob("*.ipynb")) - set(files):
        path.unlink()
    for path, text in files.items():
        write_text(path, text)
    print(f"{len(files) - 1} learner notebooks are in {LEARNER.relative_to(ROOT)}.")
    return 0
