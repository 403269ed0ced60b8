"""Tell whether a notebook's stored outputs are fresh: a digest of all code behind them."""

import ast
import hashlib
import sys

from lessons_lib.data.folders import PACKAGE
from lessons_lib.notebooks import code_cells, tags


def source_hash(notebook):
    """Digest what the outputs of a notebook depend on: its code and the library's.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    str
        SHA-256 over the code cells and every module of the course that they
        import, directly or not, as syntax trees without docstrings: comments,
        layout and prose don't count. Where a package passes a name on, the
        module that defines it counts and not its neighbors. The course's own
        ``__init__`` is left out, and so is the set-up cell.

    Raises
    ------
    SyntaxError
        If a code cell is not Python.
    """
    cells = [cell.source for cell in code_cells(notebook) if "setup" not in tags(cell)]
    trees = {"notebook": ast.parse("\n".join(cells))}
    waiting = _imported_modules(trees["notebook"])
    while waiting:
        name = waiting.pop()
        path = _module_file(name)
        if path is None or name in trees or name == PACKAGE.name:
            continue
        trees[name] = ast.parse(path.read_text(encoding="utf-8"))
        waiting |= _imported_modules(trees[name])
    digest = hashlib.sha256()
    for name in sorted(trees):
        digest.update(f"{name}\n{written(without_docstrings(trees[name]))}\n".encode())
    return digest.hexdigest()


def written(tree):
    """Write a syntax tree as Python 3.11 does, whichever Python this is.

    The stored digests are of this text. Python 3.12 added type parameters to functions
    and classes, and 3.13 leaves empty lists out unless asked for them.

    Parameters
    ----------
    tree : ast.AST

    Returns
    -------
    str
    """
    more = {"show_empty": True} if sys.version_info >= (3, 13) else {}
    return ast.dump(tree, **more).replace(", type_params=[]", "")


def without_docstrings(tree):
    """Remove docstrings and annotations from a syntax tree, in place.

    Parameters
    ----------
    tree : ast.AST

    Returns
    -------
    ast.AST
        The same tree.
    """
    for node in ast.walk(tree):
        documented = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if documented and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
    return tree


def _imported_modules(tree):
    """Name the course's modules that a syntax tree imports, anywhere in it."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {_home(node.module, alias.name) for alias in node.names}
    return {name for name in names if name.split(".")[0] == PACKAGE.name}


def _home(module, name):
    """Name the module that defines what is imported; a package may only pass it on."""
    if _module_file(f"{module}.{name}"):
        return f"{module}.{name}"
    path = _module_file(module)
    if path and path.name == "__init__.py":
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and name in {
                alias.name for alias in node.names
            }:
                return _home(node.module, name)
    return module


def _module_file(name):
    path = PACKAGE.parent.joinpath(*name.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None
