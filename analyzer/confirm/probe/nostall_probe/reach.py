"""Which lines of findings were run by a loop. Only since 3.12, where the interpreter can tell it
almost for nothing: the start of each function is looked at once, lines only in functions that hold
one of a finding, and each of them until it was seen."""

import os
import sys
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


def watch():
    monitoring = getattr(sys, "monitoring", None)
    tool = next((tool for tool in TOOLS if monitoring and monitoring.get_tool(tool) is None), None)
    if tool is None:
        return
    watched = _read_watched()
    write("reach")  # from here on, what is not seen was not reached
    if not watched:
        return
    monitoring.use_tool_id(tool, "nostall")
    _listen(monitoring, tool, watched)


def _listen(monitoring, tool, watched):
    events, disable = monitoring.events, monitoring.DISABLE
    by_name = {}  # as code objects name their files

    def on_start(code, _offset):
        name = code.co_filename
        lines = by_name.get(name)
        if lines is None:
            lines = by_name[name] = watched.get(real_path(name), ())
        if lines and any(line in lines for _start, _end, line in code.co_lines()):
            monitoring.set_local_events(tool, code, events.LINE)
        return disable

    def on_line(code, line):
        lines = by_name.get(code.co_filename, ())
        if line not in lines:
            return disable
        if _get_running_loop() is None:
            return None  # here it was not a loop that ran it
        write("reached", file=real_path(code.co_filename), line=line)
        return disable

    monitoring.register_callback(tool, events.PY_START, on_start)
    monitoring.register_callback(tool, events.LINE, on_line)
    monitoring.set_events(tool, events.PY_START)
