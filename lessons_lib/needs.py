"""Which challenges later cells build on: what has to be given up and not just passed over."""

import symtable

from lessons_lib.notebooks import challenges, tags


def needed_later(notebook):
    """Find what later cells and challenges use of each challenge's solution.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Canonical.

    Returns
    -------
    dict of str to dict of str to list
        By the name of the challenge, and by a name that its solution binds: the
        challenges that use it, with None for cells outside of challenges. Names
        that nothing uses are left out. A cell that binds a name anew ends its use.
    """
    places = _places(notebook)
    needs = {}
    for at, (challenge, code) in enumerate(places):
        if challenge is None:
            continue
        bound, _ = _names(code)
        needs[challenge] = {
            name: users
            for name in sorted(bound)
            if (users := _users(name, places[at + 1 :]))
        }
    return needs


def _places(notebook):
    """List challenge and code of everything that a learner runs, in order."""
    waiting = iter(challenges(notebook))
    places = []
    for cell in notebook.cells:
        if "challenge" in tags(cell):
            challenge = next(waiting)
            places.append((challenge.name, challenge.solution_code or ""))
        elif cell.cell_type == "code" and not {"solution", "remove-cell"} & tags(cell):
            places.append((None, cell.source))
    return places


def _users(name, places):
    users = []
    for challenge, code in places:
        bound, used = _names(code)
        if name in used - bound and challenge not in users:
            users.append(challenge)
        if name in bound:
            break
    return users


def _names(code):
    """Give the names that code binds in the notebook, and those that it uses there."""
    table = symtable.symtable(code, "<cell>", "exec")
    symbols = table.get_symbols()
    bound = {symbol.get_name() for symbol in symbols if symbol.is_assigned()}
    used = {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
    waiting = list(table.get_children())
    while waiting:
        inner = waiting.pop()
        waiting += inner.get_children()
        used |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global()}
    return bound, used
