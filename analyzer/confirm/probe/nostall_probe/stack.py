"""Stacks: taken fast, while everything stands still, and made readable later."""

import os
import sys
from itertools import islice

from .record import real_path

DEPTH_MAX = 200
HAS_COLUMNS = sys.version_info >= (3, 11)
OWN = os.path.dirname(os.path.abspath(__file__)) + os.sep


def take(frame, bottom=()):
    """(code, line, instruction) of a frame and its callers, innermost first, up to the code in
    `bottom`, which is left out."""
    places = []
    while frame is not None and len(places) < DEPTH_MAX:
        code = frame.f_code
        if code in bottom:
            break
        if not code.co_filename.startswith(OWN):
            places.append((code, frame.f_lineno, frame.f_lasti if HAS_COLUMNS else -1))
        frame = frame.f_back
    return tuple(places)


def take_caller(bottom=()):
    """The stack that the function that asks was called from."""
    return take(sys._getframe(2), bottom)


def take_error(error):
    """Where an exception came from, innermost first."""
    places = []
    step = error.__traceback__
    while step is not None:
        places.append((step.tb_frame.f_code, step.tb_lineno, step.tb_lasti))
        step = step.tb_next
    return tuple(places[::-1][:DEPTH_MAX])


def take_waiting(coroutine):
    """Where a suspended coroutine, and what it awaits, stand."""
    places = []
    while coroutine is not None and len(places) < DEPTH_MAX:
        frame = getattr(coroutine, "cr_frame", None) or getattr(coroutine, "gi_frame", None)
        if frame is not None:
            places.append((frame.f_code, frame.f_lineno, frame.f_lasti))
        coroutine = getattr(coroutine, "cr_await", None) or getattr(coroutine, "gi_yieldfrom", None)
    return tuple(places[::-1])


def _columns(code, line, instruction):
    """Where the expression that runs starts and ends; since 3.11."""
    if instruction < 0 or not HAS_COLUMNS:
        return [line]
    start, end, column, end_column = next(islice(code.co_positions(), instruction // 2, None), (None,) * 4)
    if start != line or column is None or end_column is None:
        return [line]
    return [line, column, end, end_column]


def spell(places):
    """For the record: [file, function, line] or [file, function, line, column, end line, end column]."""
    return [
        [real_path(code.co_filename), getattr(code, "co_qualname", code.co_name), *_columns(code, line, lasti)]
        for code, line, lasti in places
    ]


def common(stacks):
    """The outer part that stacks share; where they part, the function in which they do."""
    shared = []
    for places in zip(*(stack[::-1] for stack in stacks)):
        if any(place[0] is not places[0][0] for place in places):
            break
        lines = [place[1] for place in places]
        often = max(lines, key=lines.count)
        shared.append(next(place for place in places if place[1] == often))
        if len(set(lines)) > 1:
            break
    return tuple(shared[::-1]) or stacks[-1]
