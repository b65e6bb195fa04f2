"""Coroutines and tasks that came to nothing: never awaited, dropped, failed unseen, left behind."""

import asyncio
import gc
import sys
import warnings

from loop import ProbeTask
from signs import kind_of_loop_error, name_of_coroutine

ORIGIN_DEPTH = 20
SETTLE_TURNS = 3


class TaskWatch:
    def __init__(self, record):
        self.record = record
        self.left = []  # held to the end: one that swallows its own closing would never end

    def install(self):
        """From here on a coroutine remembers where it was made, and its end is seen."""
        sys.set_coroutine_origin_tracking_depth(ORIGIN_DEPTH)
        # The interpreter looks this function up by its name.
        warnings._warn_unawaited_coroutine = self._on_never_awaited

    def _on_never_awaited(self, coroutine):
        record = self.record
        stack = record.stack_of_origin(coroutine.cr_origin)
        stack = stack or record.places.pop(id(coroutine), None) or record.stack_here()
        stack = stack or record.stack_of_code(coroutine.cr_code)
        record.see("coroutine-never-awaited", stack, coroutine=name_of_coroutine(coroutine))

    def on_loop_error(self, loop, context):
        """For loop.set_exception_handler."""
        if self.record.is_over:
            return
        future = context.get("task") or context.get("future")
        stack = getattr(future, "made_at", [])
        name = name_of_coroutine(future.get_coro()) if isinstance(future, ProbeTask) else None
        kind = kind_of_loop_error(context.get("message", ""))
        error = type(context["exception"]).__name__ if context.get("exception") else None
        if kind == "task-destroyed-pending":
            self.record.see(kind, stack, coroutine=name)
        elif kind:
            self.record.see(kind, stack, coroutine=name, error=error)
        else:
            self.record.see("loop-error", stack, error=error)

    async def settle(self, loop):
        """What a run leaves behind: it has a few turns to end in, then it is told, and stopped."""
        for _ in range(SETTLE_TURNS):
            await asyncio.sleep(0)
        gc.collect()
        await asyncio.sleep(0)
        left = [task for task in asyncio.all_tasks(loop) if task is not asyncio.current_task()]
        for task in left:
            if task.made_at:  # by the example
                name = name_of_coroutine(task.get_coro())
                self.record.see("task-abandoned", task.made_at, coroutine=name)
        for stack in loop.jobs.values():
            self.record.see("future-abandoned", stack)
        self.left += left
        self.record.is_over = True
        for task in left:
            task.cancel()
        for _ in range(SETTLE_TURNS if left else 0):
            await asyncio.sleep(0)
