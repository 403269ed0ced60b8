"""Tell which episode a notebook is a copy of."""

import re
from collections import Counter

from lessons_lib.check.guide import challenges


def challenges_of(episode):
    """List the challenges of an episode.

    Parameters
    ----------
    episode : str
        Its notebook's name without ending, such as ``"03-build"``.

    Returns
    -------
    list of str
        Names in the order of the episode; none if there is no such episode.
    """
    return [name for name, of in challenges().items() if of["notebook"] == episode]


def episode_of(notebook):
    """Tell the episode from a notebook's metadata, else from its challenges.

    Some editors drop the metadata of a notebook or of its cells, and few drop both.
    The checks that code cells call are there in any case.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    str or None
        The episode's name, such as ``"03-build"``; None if nothing tells it.
    """
    said = notebook.metadata.get("lessons", {}).get("notebook")
    if said in {of["notebook"] for of in challenges().values()}:
        return said
    named = Counter()
    for cell in notebook.cells:
        names = {cell.metadata.get("lessons", {}).get("challenge")}
        if cell.cell_type == "code":
            names |= set(re.findall(r"\bcheck\.(\w+)\(", cell.source))
        named.update(challenges()[name]["notebook"] for name in names & set(challenges()))
    return named.most_common(1)[0][0] if named else None
