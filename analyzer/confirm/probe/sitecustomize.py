"""Found by the interpreter at its start, because `nostall confirm` puts this folder on PYTHONPATH.

Starts the probe, takes the folder off sys.path again, and then does what would have happened
without us: runs the sitecustomize that stands behind this one, if there is one. Older interpreters
than the probe knows must be able to read this file, too.
"""

import os
import sys


def _start():
    folder = os.path.dirname(os.path.abspath(__file__))
    is_ours = os.environ.get("NOSTALL_CONFIRM") == folder and sys.version_info >= (3, 9)
    try:
        if is_ours:  # and not that of a run around this one
            import nostall_probe

            nostall_probe.start(folder)
    except Exception as error:  # whatever it is, the program comes first
        sys.stderr.write("nostall: the probe does not run here: %r\n" % error)
    sys.path[:] = [path for path in sys.path if path != folder]
    sys.path_importer_cache.pop(folder, None)


def _go_on():
    """The other one runs as this module: who imports it finds what it has defined."""
    module = sys.modules[__name__]
    specs = (finder.find_spec(__name__, None) for finder in sys.meta_path if hasattr(finder, "find_spec"))
    spec = next(filter(None, specs), None)
    if spec is None:
        return
    module.__spec__, module.__loader__, module.__file__ = spec, spec.loader, spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    spec.loader.exec_module(module)


_start()
_go_on()
