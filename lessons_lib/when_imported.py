"""Set a module of others up when it is imported: without importing it for that."""

import contextlib
import importlib.abc
import importlib.machinery
import sys


class _Loader(importlib.abc.Loader):
    """Run another loader within a context, then set its module up."""

    def __init__(self, loader, set_up, within):
        self._loader, self._set_up, self._within = loader, set_up, within

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        # TensorFlow asks its own loader for resources, so hand the real one back.
        module.__spec__.loader = module.__loader__ = self._loader
        with self._within():
            self._loader.exec_module(module)
        self._set_up(module)


class _Finder(importlib.abc.MetaPathFinder):
    """Wrap the loader of one module and of no other."""

    def __init__(self, name, set_up, within):
        self.name, self._set_up, self._within = name, set_up, within

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self.name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, self._set_up, self._within)
        return spec


def when_imported(name, set_up, within=contextlib.nullcontext):
    """Have a module set up when it is imported later, by whomever.

    Asked again for the same module, or for one that is imported already or not installed,
    this changes nothing.

    Parameters
    ----------
    name : str
        The module, as in ``sys.modules``.
    set_up : callable
        Takes the module, whose own code has run.
    within : callable, optional
        Gives a context manager in which the module's own code runs.
    """
    known = {finder.name for finder in sys.meta_path if isinstance(finder, _Finder)}
    if name not in known:
        sys.meta_path.insert(0, _Finder(name, set_up, within))
