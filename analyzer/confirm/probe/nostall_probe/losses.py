"""What comes to nothing: coroutines never awaited, tasks collected while they wait, errors that
nobody saw. Each has a hook of the interpreter or of asyncio, which costs nothing until it happens."""

import functools
import sys
import warnings
from asyncio import base_events

from . import signs, telling

UNCOUNTED = "<importlib._bootstrap: nostall>"


def watch():
    # The interpreter looks this function up by its name.
    warnings._warn_unawaited_coroutine = _with_never_awaited(warnings._warn_unawaited_coroutine)
    loop = base_events.BaseEventLoop
    loop.call_exception_handler = _with_loop_errors(loop.call_exception_handler)


def _with_never_awaited(warn):
    def warn_and_write(coroutine):
        telling.tell_never_awaited(coroutine, sys._getframe(1))
        return warn(coroutine)

    # The warning is about the caller of the caller of `warn`. Frames of the import system do not
    # count there, and are known by their file.
    warn_and_write.__code__ = warn_and_write.__code__.replace(co_filename=UNCOUNTED)
    return functools.wraps(warn)(warn_and_write)


def _with_loop_errors(handle):
    @functools.wraps(handle)
    def write_and_handle(loop, context):
        kind = signs.kind_of_loop_error(context.get("message", ""))
        if kind:
            telling.tell_loop_error(kind, context)
        return handle(loop, context)

    return write_and_handle
