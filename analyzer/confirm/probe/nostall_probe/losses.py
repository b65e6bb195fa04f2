"""What comes to nothing: coroutines never awaited, tasks collected while they wait, errors that
nobody saw. Each has a hook of the interpreter or of asyncio, which costs nothing until it happens."""

import functools
import warnings
from asyncio import base_events

from . import stack, turns
from .record import write
from .signs import kind_of_loop_error, name_of_coroutine

UNCOUNTED = "<importlib._bootstrap: nostall>"


def watch():
    # The interpreter looks this function up by its name.
    warnings._warn_unawaited_coroutine = _with_never_awaited(warnings._warn_unawaited_coroutine)
    loop = base_events.BaseEventLoop
    loop.call_exception_handler = _with_loop_errors(loop.call_exception_handler)


def _with_never_awaited(warn):
    def warn_and_write(coroutine):
        origin = [[name, function, line] for name, line, function in coroutine.cr_origin or ()]
        places = origin or stack.spell(stack.take_caller(turns.BOTTOM))
        write("coroutine-never-awaited", places, coroutine=name_of_coroutine(coroutine))
        return warn(coroutine)

    # The warning is about the caller of the caller of `warn`. Frames of the import system do not
    # count there, and are known by their file.
    warn_and_write.__code__ = warn_and_write.__code__.replace(co_filename=UNCOUNTED)
    return functools.wraps(warn)(warn_and_write)


def _with_loop_errors(handle):
    @functools.wraps(handle)
    def write_and_handle(loop, context):
        kind = kind_of_loop_error(context.get("message", ""))
        if kind:
            _write_loop_error(kind, context)
        return handle(loop, context)

    return write_and_handle


def _write_loop_error(kind, context):
    future = context.get("task") or context.get("future")
    error = context.get("exception")
    coroutine = future.get_coro() if hasattr(future, "get_coro") else None
    places = stack.take_error(error) if error else stack.take_waiting(coroutine)
    code = getattr(coroutine, "cr_code", None)
    if not places and code:  # its frame went first: where it is defined, then
        places = ((code, code.co_firstlineno, -1),)
    write(
        kind,
        stack.spell(places),
        coroutine=name_of_coroutine(coroutine) if coroutine else None,
        error=type(error).__name__ if error else None,
    )
