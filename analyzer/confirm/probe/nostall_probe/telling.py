"""What was seen, made readable: which stack, whose fault it was. Compiled when it is first asked for,
since most programs show nothing."""

from itertools import islice

from .record import real_path, write
from .signs import name_of_coroutine
from .turns import BOTTOM, DEPTH_MAX, HAS_COLUMNS, SHARE, STALL_S, take


# ---- Stacks --------------------------------------------------------------------------------------


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


# ---- Turns ---------------------------------------------------------------------------------------


def tell_turn(turn, samples, start, end, after):
    samples[-1][3] = end
    cause = _cause(turn.before, after, end - start)
    if cause == "preempted":
        write("disturbed")
        return
    for places, spent in _share(samples):
        write(
            "loop-stall",
            spell(places),
            ms=round(spent * 1000, 1),
            turn=[round(start * 1000, 3), round(end * 1000, 3)],
            thread=turn.native,
            cause=cause,
        )


def _cause(before, after, spent):
    if not before or not after:
        return None
    ran, waited = (now - then for now, then in zip(after, before))
    own = spent - waited
    if own < STALL_S:
        return "preempted"
    return "cpu" if ran >= own * SHARE else "blocked"


def _share(samples):
    """Stacks with the time that is theirs: those that alone were a stall, or nearly; else what all
    have in common."""
    spent = {}
    for _start, places, since, until in samples:
        spent[places] = spent.get(places, 0.0) + until - since
    for least in (STALL_S, STALL_S * SHARE):
        found = [(places, time) for places, time in spent.items() if time >= least]
        if found:
            return found
    return [(common(list(spent)), sum(spent.values()))]


# ---- Losses --------------------------------------------------------------------------------------


def tell_never_awaited(coroutine, frame):
    """`frame` is where it was dropped."""
    origin = [[name, function, line] for name, line, function in coroutine.cr_origin or ()]
    write("coroutine-never-awaited", origin or spell(take(frame, BOTTOM)), coroutine=name_of_coroutine(coroutine))


def tell_loop_error(kind, context):
    future = context.get("task") or context.get("future")
    error = context.get("exception")
    coroutine = future.get_coro() if hasattr(future, "get_coro") else None
    places = take_error(error) if error else take_waiting(coroutine)
    code = getattr(coroutine, "cr_code", None)
    if not places and code:  # its frame went first: where it is defined, then
        places = ((code, code.co_firstlineno, -1),)
    write(
        kind,
        spell(places),
        coroutine=name_of_coroutine(coroutine) if coroutine else None,
        error=type(error).__name__ if error else None,
    )
