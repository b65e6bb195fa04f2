"""Stands in for anyio where it is not installed: as much of its task groups as the examples use, over
the tasks of asyncio."""

import asyncio

sleep = asyncio.sleep
Event = asyncio.Event


class TaskStatus:
    def __class_getitem__(cls, value):
        return cls

    def __init__(self, future):
        self.future = future

    def started(self, value=None):
        if not self.future.done():
            self.future.set_result(value)


class _Ignored:
    def started(self, value=None):
        pass


TASK_STATUS_IGNORED = _Ignored()


class TaskGroup:
    def __init__(self):
        self.tasks = []

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        if error[0]:
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)
            return
        for task in self.tasks:
            await task

    def start_soon(self, function, *arguments):
        self.tasks.append(asyncio.ensure_future(function(*arguments)))

    async def start(self, function, *arguments):
        future = asyncio.get_running_loop().create_future()
        task = asyncio.ensure_future(function(*arguments, task_status=TaskStatus(future)))
        await asyncio.wait([task, future], return_when=asyncio.FIRST_COMPLETED)
        if not future.done():
            await task
            raise RuntimeError("child exited without calling task_status.started()")
        self.tasks.append(task)
        return future.result()


def create_task_group():
    return TaskGroup()


class abc:
    TaskStatus = TaskStatus
    TaskGroup = TaskGroup
