"""Where observations go: a file for each process, an object a line, written at once.

Processes end in many ways (os._exit in the children of multiprocessing, a signal), so nothing is
kept for later; and files may be closed or exchanged beneath us, so none is kept open.
"""

import os
import sys

LINES_MAX = 20_000  # of one process

_state = {"folder": "", "file": "", "lines": 0, "stacks": set()}
_names = {}


def _write(data, open=os.open, write=os.write, close=os.close, flags=os.O_WRONLY | os.O_APPEND | os.O_CREAT):
    try:
        file = open(_state["file"], flags, 0o600)
    except OSError:
        return  # nostall is gone, and its folder with it
    try:
        write(file, data)
    finally:
        close(file)


def _begin_process(getpid=os.getpid, urandom=os.urandom):
    pid = getpid()
    _state["file"] = f"{_state['folder']}/seen/{pid}-{urandom(4).hex()}.jsonl"
    _state["lines"] = 0
    _state["stacks"] = set()
    version = ".".join(map(str, sys.version_info[:3]))
    name = sys.implementation.name
    _write(f'{{"kind": "process", "pid": {pid}, "implementation": "{name}", "version": "{version}"}}\n'.encode())


def open_for(folder):
    _state["folder"] = folder
    _begin_process()
    os.register_at_fork(after_in_child=_begin_process)


def _quote(text):
    """As JSON has it, without its package: importing that takes longer than all that we say."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    units = text.encode("utf-16-be", "surrogatepass").hex()
    return '"' + "".join("\\u" + units[i : i + 4] for i in range(0, len(units), 4)) + '"'


def _encode(value):
    if value is None:
        return "null"
    if isinstance(value, str):
        return _quote(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_encode, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quote(key)}: {_encode(item)}" for key, item in value.items()) + "}"
    return repr(value)


def write(kind, stack=None, environ=os.environ, **facts):
    """Adds an observation. The stack of one that was seen before is only referred to: of one that is
    in the file already, whatever other threads write meanwhile."""
    _state["lines"] += 1
    if _state["lines"] >= LINES_MAX:
        if _state["lines"] == LINES_MAX:
            _write(b'{"kind": "cut"}\n')
        return
    known = _state["stacks"]
    if stack is not None:
        facts["id"] = hash((kind, *map(tuple, stack)))
        if facts["id"] not in known:
            facts["stack"] = stack
    test = environ.get("PYTEST_CURRENT_TEST")
    if test:
        facts["test"] = test.rpartition(" (")[0] or test
    _write((_encode({"kind": kind, **facts}) + "\n").encode())
    if stack is not None:
        known.add(facts["id"])


def stall_ms(environ=os.environ):
    return int(environ.get("NOSTALL_CONFIRM_STALL_MS", "100"))


def folder():
    return _state["folder"]


def real_path(name, real=os.path.realpath):
    """The path of a code object's file; what is none (<string>) stays."""
    path = _names.get(name)
    if path is None:
        path = _names[name] = name if name.startswith("<") else real(name)
    return path
