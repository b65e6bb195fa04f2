"""Cancels the task of a run and follows where the cancellation goes.

The frames of the example that wait are traced: the lines that a frame runs after the CancelledError
came to it are the trail of its handler, up to the next await or the end of the frame.
"""

import asyncio
import sys

WAITING_TURNS = 5  # until a task is taken to wait
ENDING_TURNS = 20  # a task that obeys ends in two or three
TRAIL_MAX = 20


class Cancellation:
    def __init__(self, record, task):
        self.record, self.task = record, task
        self.waits_at = None
        self.trail = []
        self.is_followed = False

    async def run(self):
        for _ in range(WAITING_TURNS):
            await asyncio.sleep(0)
        self._trace(self.task.get_coro())
        self.task.cancel()
        for turn in range(ENDING_TURNS):
            if self.task.done():
                break
            await asyncio.sleep(0)
        sys.settrace(None)
        if not self.task.cancelled():
            self._tell()

    def _trace(self, coroutine):
        while coroutine is not None:
            frame = getattr(coroutine, "cr_frame", None)
            if frame and frame.f_code.co_filename == self.record.file:
                frame.f_trace = self._on_event
                self.waits_at = frame
            coroutine = getattr(coroutine, "cr_await", None)
        sys.settrace(self._on_call)

    def _on_call(self, frame, event, _):
        return self._on_event if frame.f_code.co_filename == self.record.file else None

    def _on_event(self, frame, event, argument):
        if event == "exception" and issubclass(argument[0], asyncio.CancelledError):
            self.is_followed = True
            self._add(frame, frame.f_lineno)
        elif event == "line" and self.is_followed:
            self._add(frame, frame.f_lineno)
        elif event == "return" and self.is_followed:
            self._add(frame, frame.f_lineno)
            self.is_followed = False
        return self._on_event

    def _add(self, frame, line):
        place = (self.record.file, line, frame.f_code.co_name)
        if place not in self.trail and len(self.trail) < TRAIL_MAX:
            self.trail.append(place)

    def _tell(self):
        task = self.task
        if not task.done():
            then = "went on"
        elif task.exception():
            then = "raised " + type(task.exception()).__name__
        else:
            then = "returned"
        self.record.see("cancellation-swallowed", self.trail, then=then)
