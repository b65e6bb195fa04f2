"""Which lines of findings were run by a loop. Only since 3.12, where the interpreter can tell it
almost for nothing: lines are watched in the functions that hold one of a finding, each until it was
seen. Those functions are looked for when a loop starts, and while it runs, if modules came since.
(An event for the start of every function finds them, too, but makes all code be prepared for it.)
"""

import gc
import os
import sys
import types
from asyncio import _get_running_loop

from .record import folder, real_path, write

TOOLS = (4, 3)  # without a meaning of their own


def _read_watched():
    """Path -> lines, as nostall wrote them: a path, then its lines, each ended by a NUL."""
    watched = {}
    with open(os.path.join(folder(), "watched"), "rb") as file:
        parts = file.read().split(b"\0")[:-1]
    for path, lines in zip(parts[::2], parts[1::2]):
        watched[os.fsdecode(path)] = set(map(int, lines.split()))
    return watched


class Reach:
    def __init__(self, tool, watched):
        self.tool = tool
        self.watched = watched
        self.last_names = {path.rpartition(os.sep)[2] for path in watched}
        self.by_name = {}  # as code objects name their files -> lines
        self.known = set()  # names of modules that were looked at
        self.codes = {}  # those that were looked at, by id: comparing them means comparing all that is in them
        monitoring = sys.monitoring
        monitoring.use_tool_id(tool, "nostall")
        monitoring.register_callback(tool, monitoring.events.LINE, self.on_line)

    def lines_of(self, name):
        """Asked of every file there is, so only those that may be meant are asked for their real path."""
        lines = self.by_name.get(name)
        if lines is None:
            may_be = name.rpartition(os.sep)[2] in self.last_names
            lines = self.by_name[name] = self.watched.get(real_path(name), ()) if may_be else ()
        return lines

    def look(self):
        """Whether there are new functions with lines of findings; watches them."""
        if len(sys.modules) == len(self.known):
            return
        new = [module for name, module in list(sys.modules.items()) if name not in self.known]
        self.known = set(sys.modules)
        files = [getattr(module, "__dict__", {}).get("__file__") for module in new]
        if any([self.lines_of(file) for file in files if isinstance(file, str)]):
            for function in gc.get_objects():
                if type(function) is types.FunctionType and self.lines_of(function.__code__.co_filename):
                    self.watch_code(function.__code__)

    def watch_code(self, code):
        """With the functions inside of it."""
        waiting = [code]
        while waiting:
            code = waiting.pop()
            if id(code) in self.codes:
                continue
            self.codes[id(code)] = code
            waiting += [inner for inner in code.co_consts if isinstance(inner, types.CodeType)]
            lines = self.lines_of(code.co_filename)
            if not lines.isdisjoint([line for _start, _end, line in code.co_lines()]):
                sys.monitoring.set_local_events(self.tool, code, sys.monitoring.events.LINE)

    def on_line(self, code, line):
        if line not in self.lines_of(code.co_filename):
            return sys.monitoring.DISABLE
        if _get_running_loop() is None:
            return None  # here it was not a loop that ran it
        write("reached", file=real_path(code.co_filename), line=line)
        return sys.monitoring.DISABLE


_own = []


def watch():
    monitoring = getattr(sys, "monitoring", None)
    tool = next((tool for tool in TOOLS if monitoring and monitoring.get_tool(tool) is None), None)
    if tool is None:
        return
    watched = _read_watched()
    write("reach")  # what is not seen was not reached
    if watched:
        _own.append(Reach(tool, watched))


def look():
    for reach in _own:
        reach.look()
