"""What `nostall confirm` sees of a Python program: stalls of its event loops, and what is lost.

Nothing but a few bytes is written until the program imports asyncio; then the loop is watched. All
that must be fast is in turns.py. The program shall not notice us: no thread that `threading`
knows, no file held open, no name of `time` or `os` in a module, where libraries that replace such
names in all modules (freezegun, pyfakefs) would find it.
"""

import os
import sys


def start(folder):
    """Called by sitecustomize, once in each process."""
    from . import record

    record.open_for(folder)
    sys.meta_path.insert(0, Arrival({"asyncio": _watch_asyncio, "uvloop": _watch_uvloop}))


class Arrival:
    """A finder that finds nothing itself: it calls back when a module has been imported."""

    def __init__(self, callbacks):
        self.callbacks = callbacks

    def find_spec(self, name, path=None, target=None):
        callback = self.callbacks.pop(name, None)
        if callback is None:
            return None
        if not self.callbacks and self in sys.meta_path:
            sys.meta_path.remove(self)
        for finder in sys.meta_path:
            spec = finder is not self and finder.find_spec(name, path, target)
            if spec:
                _call_after(spec.loader, callback)
                return spec
        return None

    def invalidate_caches(self):
        pass


def _call_after(loader, callback):
    """For the one module that this loader is made for."""
    execute = loader.exec_module

    def execute_and_call(module):
        del loader.exec_module
        execute(module)
        callback()

    loader.exec_module = execute_and_call


class Late(type(sys)):
    """A module that is read now and compiled when something of it is asked for, which in most
    processes does not happen. Read then it may not be: the program may have another file system."""

    def __init__(self, name):
        super().__init__(f"{__name__}.{name}")
        self.__package__ = __name__
        self.__file__ = os.path.join(os.path.dirname(__file__), name + ".py")
        with open(self.__file__, encoding="utf-8") as file:
            self._source = file.read()
        sys.modules[self.__name__] = globals()[name] = self

    def __getattr__(self, name):
        if not name.startswith("__"):
            exec(compile(self._source, self.__file__, "exec"), self.__dict__)
            if name in self.__dict__:
                return self.__dict__[name]
        raise AttributeError(name)


def _watch_asyncio():
    Late("signs")
    Late("telling")
    from . import losses, reach, turns

    turns.watch_asyncio()
    losses.watch()
    reach.watch()


def _watch_uvloop():
    from . import uvloops

    uvloops.watch()
