"""Runs random programs on this Python's asyncio, on a virtual clock: interpret.py [--full] < programs

Prints a line for each program: its seed and a checksum of its trace, or the trace itself. programs.c does the
same on our runtime.
"""

import asyncio
import contextvars
import gc
import logging
import selectors
import sys
import warnings
import weakref
import zlib

from operations import (
    BARRIER_PARTIES,
    CONDITIONS,
    DELAYS,
    EVENTS,
    FUTURES,
    GENERATORS,
    LOCKS,
    NAMES,
    NUMBER,
    QUEUE_KINDS,
    SEMAPHORE_VALUES,
    STEPS_MAX,
    TASKS_MAX,
)

logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
HARMLESS = (-4, -7, -8)  # misuse, full, empty: the program goes on
FOREVER = 10  # this and more, as the number of a delay: no limit
SHUT_DOWN = getattr(asyncio, "QueueShutDown", ())
LOCALS = [contextvars.ContextVar(f"local{i}", default=0) for i in range(2)]


class ProgramError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Deadlock(BaseException):
    """Nothing is ready, nothing is timed: a real loop would wait for ever."""


class OrderedSet(dict):
    """Python's own sets go by address; ours by age."""

    def __init__(self, items=()):
        super().__init__(dict.fromkeys(items))

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class OrderedWeakSet:
    """For generators, which asyncio must not keep alive."""

    def __init__(self):
        self.references = {}

    def add(self, item):
        self.references[id(item)] = weakref.ref(item)

    def discard(self, item):
        self.references.pop(id(item), None)

    def clear(self):
        self.references.clear()

    def __iter__(self):
        return iter([item for item in (reference() for reference in self.references.values()) if item is not None])

    def __len__(self):
        return len(list(iter(self)))


class Selector(selectors.BaseSelector):
    """Waits by moving the clock."""

    def __init__(self):
        self.loop = None
        self.registered = {}

    def register(self, fileobj, events, data=None):
        key = selectors.SelectorKey(fileobj, 0, events, data)
        self.registered[fileobj] = key
        return key

    def unregister(self, fileobj):
        return self.registered.pop(fileobj)

    def get_map(self):
        return self.registered

    def select(self, timeout=None):
        if timeout is None:
            raise Deadlock
        self.loop.virtual += timeout
        return []


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        selector = Selector()
        selector.loop = self
        self.virtual = 0.0
        self.made = []
        super().__init__(selector)
        self._clock_resolution = 1e-9
        self._asyncgens = OrderedWeakSet()
        self.set_task_factory(self.make_task)

    def _make_self_pipe(self):
        self._ssock = self._csock = None

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        pass

    def time(self):
        return self.virtual

    def _asyncgen_finalizer_hook(self, agen):
        """As asyncio's, by a coroutine: what becomes of a bare aclose() that is cancelled before it begins
        differs with the release and is nothing to copy."""
        self._asyncgens.discard(agen)
        self.call_soon_threadsafe(self.create_task, close(agen))

    @staticmethod
    def make_task(loop, coro, **options):
        task = asyncio.Task(coro, loop=loop, **options)
        loop.made.append(task)
        return task


async def close(agen):
    await agen.aclose()


def status_of(error):
    if isinstance(error, asyncio.CancelledError):
        return -1
    if isinstance(error, GeneratorExit):
        return -2
    if isinstance(error, TimeoutError):
        return -3
    if isinstance(error, BaseExceptionGroup):
        return -5
    if isinstance(error, StopAsyncIteration):
        return -6
    if isinstance(error, asyncio.QueueFull):
        return -7
    if isinstance(error, asyncio.QueueEmpty):
        return -8
    if isinstance(error, SHUT_DOWN):
        return -9
    if isinstance(error, asyncio.BrokenBarrierError):
        return -10
    if isinstance(error, ProgramError):
        return error.code
    if isinstance(error, (RuntimeError, ValueError, asyncio.InvalidStateError)):
        return -4
    raise error


def members_of(error):
    """The members of an error group as one number; 0 for other errors."""
    value = 0
    if isinstance(error, BaseExceptionGroup):
        for member in error.exceptions:
            value = value * 31 + status_of(member) + 40
    return value % 1000003


class Numbered:
    """An item of a priority queue: compares by its tens alone, so that there are equals."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value // 2 < other.value // 2


def has_ended(generator):
    """Such a one is not asked: before 3.13 some still count as running, and Python swallows what is thrown in."""
    return generator.ag_frame is None


def delay_of(number):
    return None if number >= FOREVER else DELAYS[number]


class Program:
    def __init__(self, functions):
        self.functions = functions
        self.lines = []
        self.tasks = []
        self.steps = 0
        self.loop = Loop()
        asyncio.set_event_loop(self.loop)
        self.locks = [asyncio.Lock() for _ in range(LOCKS)]
        self.semaphores = [asyncio.Semaphore(SEMAPHORE_VALUES[0]), asyncio.BoundedSemaphore(SEMAPHORE_VALUES[1])]
        kinds = {"fifo": asyncio.Queue, "lifo": asyncio.LifoQueue, "priority": asyncio.PriorityQueue}
        self.queues = [kinds[kind](size) for kind, size in QUEUE_KINDS]
        self.events = [asyncio.Event() for _ in range(EVENTS)]
        self.conditions = [asyncio.Condition() for _ in range(CONDITIONS)]
        self.barriers = [asyncio.Barrier(parties) for parties in BARRIER_PARTIES]
        self.futures = [self.loop.create_future() for _ in range(FUTURES)]
        self.generators = [None] * GENERATORS

    def log(self, who, what, status, value=0):
        self.lines.append(f"{self.loop.time():.6f} {who} {what} {status} {value}")

    # ---- tasks ----------------------------------------------------------------------------------

    def spawn(self, function, make=None):
        number = len(self.tasks)
        body = self.body(number, function)
        self.tasks.append(None)
        self.tasks[number] = (make or self.loop.create_task)(body)
        return self.tasks[number]

    async def body(self, number, function):
        self.log(number, "start", function)
        await self.run(Frame(number), self.functions[function])
        return number * 10 + function

    async def inner(self, number, function):
        await self.run(Frame(number), self.functions[function])
        return function

    def younger(self, frame, picks):
        """The tasks that this one may wait for: waiting never goes in circles. A generator may be younger than
        the task that runs it, or older."""
        current = asyncio.current_task()
        running = self.tasks.index(current) if current in self.tasks else 0
        candidates = self.tasks[max(frame.number, running) + 1 :]
        found = []
        for pick in picks:
            if candidates and candidates[pick % len(candidates)] not in found:
                found.append(candidates[pick % len(candidates)])
        return found

    def any_number(self, pick):
        """Main is picked seldom: most programs end with it."""
        others = len(self.tasks) - 1
        return 0 if pick == 7 or not others else 1 + pick % others

    def room(self, count=1):
        return len(self.tasks) + count <= TASKS_MAX

    # ---- blocks ---------------------------------------------------------------------------------

    async def run(self, frame, block):
        for operation in block:
            await self.step(frame, operation)

    async def step(self, frame, operation):
        number, arguments, blocks = operation
        self.steps += 1
        if self.steps > STEPS_MAX:
            return
        name = NAMES[number]
        value = 0
        try:
            value = await getattr(self, "do_" + name)(frame, arguments, blocks)
        except BaseException as error:
            if isinstance(error, Deadlock):
                raise
            self.log(frame.number, name, status_of(error), members_of(error) if name == "group" else 0)
            if status_of(error) in HARMLESS:
                return
            raise
        self.log(frame.number, name, 0, value or 0)

    async def do_sleep(self, frame, args, blocks):
        await asyncio.sleep(DELAYS[args[0]])

    async def do_spawn(self, frame, args, blocks):
        if not self.room():
            return -1
        self.spawn(args[0])
        return len(self.tasks) - 1

    async def do_await(self, frame, args, blocks):
        found = self.younger(frame, args)
        return await found[0] if found else -1

    async def do_cancel(self, frame, args, blocks):
        return int(self.tasks[self.any_number(args[0])].cancel())

    async def do_cancel_later(self, frame, args, blocks):
        task = self.tasks[self.any_number(args[0])]
        self.loop.call_later(max(DELAYS[args[1]], 0), task.cancel)

    async def do_cancel_self(self, frame, args, blocks):
        return int(asyncio.current_task().cancel())

    async def do_call(self, frame, args, blocks):
        return await self.inner(frame.number, args[0])

    async def do_gather(self, frame, args, blocks):
        return await self.gather(args[0], self.younger(frame, args[1:]))

    async def do_gather_new(self, frame, args, blocks):
        if not self.room(2):
            return -1
        return await self.gather(args[0], [self.spawn(function) for function in args[1:]])

    async def gather(self, keep, tasks):
        value = 0
        for result in await asyncio.gather(*tasks, return_exceptions=bool(keep)):
            value = value * 31 + (status_of(result) if isinstance(result, BaseException) else result) + 40
        return value % 1000003

    async def do_wait_for_call(self, frame, args, blocks):
        return await asyncio.wait_for(self.inner(frame.number, args[0]), DELAYS[args[1]])

    async def do_wait_for_task(self, frame, args, blocks):
        found = self.younger(frame, args[:1])
        return await asyncio.wait_for(found[0], DELAYS[args[1]]) if found else -1

    async def do_timeout(self, frame, args, blocks):
        around = frame.timeout
        try:
            async with asyncio.timeout(DELAYS[args[0]]) as frame.timeout:
                await self.run(frame, blocks[0])
        finally:
            frame.timeout = around

    async def do_reschedule(self, frame, args, blocks):
        if frame.timeout is None:
            return -1
        frame.timeout.reschedule(self.loop.time() + DELAYS[args[0]])

    async def do_group(self, frame, args, blocks):
        around = frame.group
        frame.group = asyncio.TaskGroup()
        frame.group._tasks = OrderedSet()
        try:
            async with frame.group:
                await self.run(frame, blocks[0])
        finally:
            frame.group = around

    async def do_group_spawn(self, frame, args, blocks):
        group = frame.group
        if group is None or not self.room():
            return -1
        if group._aborting:
            return -2
        self.spawn(args[0], group.create_task)
        return len(self.tasks) - 1

    # ---- coordination ---------------------------------------------------------------------------

    async def do_lock(self, frame, args, blocks):
        async with self.locks[args[0]]:
            await self.run(frame, blocks[0])

    async def do_release_lock(self, frame, args, blocks):
        lock = self.locks[args[0]]
        if lock.locked():
            return 1  # another one's: leave it
        lock.release()

    async def do_semaphore(self, frame, args, blocks):
        async with self.semaphores[args[0]]:
            await self.run(frame, blocks[0])

    def item(self, queue, value):
        return Numbered(value) if isinstance(queue, asyncio.PriorityQueue) else value

    async def do_put(self, frame, args, blocks):
        queue = self.queues[args[0]]
        await queue.put(self.item(queue, args[1]))

    async def do_get(self, frame, args, blocks):
        found = await self.queues[args[0]].get()
        return found.value if isinstance(found, Numbered) else found

    async def do_put_now(self, frame, args, blocks):
        queue = self.queues[args[0]]
        queue.put_nowait(self.item(queue, args[1]))

    async def do_get_now(self, frame, args, blocks):
        found = self.queues[args[0]].get_nowait()
        return found.value if isinstance(found, Numbered) else found

    async def do_task_done(self, frame, args, blocks):
        self.queues[args[0]].task_done()

    async def do_join(self, frame, args, blocks):
        await self.queues[args[0]].join()

    async def do_shut(self, frame, args, blocks):
        self.queues[args[0]].shutdown(bool(args[1]))

    async def do_set_event(self, frame, args, blocks):
        self.events[args[0]].set()

    async def do_wait_event(self, frame, args, blocks):
        await self.events[args[0]].wait()

    async def do_clear_event(self, frame, args, blocks):
        self.events[args[0]].clear()

    async def do_wait_condition(self, frame, args, blocks):
        async with self.conditions[args[0]] as _:
            await self.conditions[args[0]].wait()

    async def do_notify(self, frame, args, blocks):
        async with self.conditions[args[0]]:
            self.conditions[args[0]].notify(args[1])

    async def do_notify_all(self, frame, args, blocks):
        async with self.conditions[args[0]]:
            self.conditions[args[0]].notify_all()

    async def do_barrier(self, frame, args, blocks):
        return await self.barriers[args[0]].wait()

    async def do_reset_barrier(self, frame, args, blocks):
        await self.barriers[args[0]].reset()

    async def do_abort_barrier(self, frame, args, blocks):
        await self.barriers[args[0]].abort()

    # ---- futures --------------------------------------------------------------------------------

    async def do_shield(self, frame, args, blocks):
        found = self.younger(frame, args)
        return await asyncio.shield(found[0]) if found else -1

    async def do_wait(self, frame, args, blocks):
        tasks = self.younger(frame, args[2:])
        if not tasks:
            return -1
        what = (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED)[args[0]]
        done, _ = await asyncio.wait(tasks, timeout=delay_of(args[1]), return_when=what)
        return sum(1 << i for i, task in enumerate(tasks) if task in done)

    def completable(self, frame, picks):
        """Younger tasks, at most one of which is done: Python asks those in order of address."""
        found, has_done = [], False
        for task in self.younger(frame, picks):
            if not task.done() or not has_done:
                found.append(task)
            has_done |= task.done()
        return found

    async def do_completed(self, frame, args, blocks):
        value = 0
        for task in asyncio.as_completed(self.completable(frame, args[1:]), timeout=delay_of(args[0])):
            value = value * 31 + await task + 1
        return value % 1000003

    async def do_completed_each(self, frame, args, blocks):
        """The way of 3.13: the futures themselves."""
        value = 0
        async for task in asyncio.as_completed(self.completable(frame, args[1:]), timeout=delay_of(args[0])):
            value = value * 31 + task.result() + 1
        return value % 1000003

    async def do_await_future(self, frame, args, blocks):
        return await self.futures[args[0]]

    async def do_set_future(self, frame, args, blocks):
        if not self.futures[args[0]].done():
            self.futures[args[0]].set_result(args[1])

    async def do_fail_future(self, frame, args, blocks):
        if not self.futures[args[0]].done():
            self.futures[args[0]].set_exception(ProgramError(7))

    async def do_cancel_future(self, frame, args, blocks):
        return int(self.futures[args[0]].cancel())

    async def do_check(self, frame, args, blocks):
        task = self.tasks[self.any_number(args[0])]
        return task.done() + 2 * task.cancelled()

    async def do_uncancel(self, frame, args, blocks):
        return asyncio.current_task().uncancel()

    async def do_cancelling(self, frame, args, blocks):
        return asyncio.current_task().cancelling()

    async def do_on_done(self, frame, args, blocks):
        number = self.any_number(args[0])
        self.tasks[number].add_done_callback(lambda task: self.log(number, "done", int(task.cancelled())))

    async def do_call_soon(self, frame, args, blocks):
        handle = self.loop.call_soon(self.log, frame.number, "called", 0)
        if args[0]:
            handle.cancel()

    async def do_call_later(self, frame, args, blocks):
        handle = self.loop.call_later(DELAYS[args[0]], self.log, frame.number, "called", 1)
        if args[1]:
            handle.cancel()

    async def do_local_set(self, frame, args, blocks):
        LOCALS[args[0]].set(args[1])

    async def do_local_get(self, frame, args, blocks):
        return LOCALS[args[0]].get()

    # ---- control --------------------------------------------------------------------------------

    async def do_raise(self, frame, args, blocks):
        raise ProgramError(args[0])

    async def do_try_error(self, frame, args, blocks):
        try:
            await self.run(frame, blocks[0])
        except Exception as error:
            self.log(frame.number, "caught", status_of(error))
            await self.run(frame, blocks[1])

    async def do_try_cancelled(self, frame, args, blocks):
        try:
            await self.run(frame, blocks[0])
        except asyncio.CancelledError:
            self.log(frame.number, "caught", -1)
            await self.run(frame, blocks[1])

    async def do_try_finally(self, frame, args, blocks):
        try:
            await self.run(frame, blocks[0])
        finally:
            await self.run(frame, blocks[1])

    async def do_repeat(self, frame, args, blocks):
        for _ in range(args[0]):
            await self.run(frame, blocks[0])

    async def do_yield(self, frame, args, blocks):
        return -1  # only at the top of a generator's body

    do_yield_caught = do_yield

    async def generator(self, number, function):
        frame = Frame(number)
        block = self.functions[function]
        end = block[-1:]
        try:
            for operation in block[:-1]:
                if operation[0] == NUMBER["yield"]:
                    yield operation[1][0]
                elif operation[0] == NUMBER["yield_caught"]:
                    try:
                        yield operation[1][0]
                    except Exception as error:
                        self.log(number, "caught", status_of(error))
                else:
                    await self.step(frame, operation)
        except BaseException as error:
            self.log(number, "ends", status_of(error))
            raise
        finally:
            await self.run(frame, end)

    async def do_generate(self, frame, args, blocks):
        function, mode, limit = args
        generator = self.generator(frame.number, function)
        value = count = 0
        try:
            async for item in generator:
                value += item
                count += 1
                self.log(frame.number, "item", item)
                if mode and count >= limit:
                    break
            if mode == 1:
                await generator.aclose()
        finally:
            generator = None
        return value

    async def do_open_generator(self, frame, args, blocks):
        self.generators[args[0]] = self.generator(frame.number, args[1])

    async def do_next_item(self, frame, args, blocks):
        generator = self.generators[args[0]]
        if generator is None:
            return -1
        if has_ended(generator):
            return -6
        try:
            return await generator.__anext__()
        except StopAsyncIteration:
            return -6

    async def do_throw_item(self, frame, args, blocks):
        generator = self.generators[args[0]]
        if generator is None:
            return -1
        if has_ended(generator):
            return -6
        error = ProgramError(args[1]) if args[1] else asyncio.CancelledError()
        try:
            return await generator.athrow(error)
        except StopAsyncIteration:
            return -6

    async def do_close_generator(self, frame, args, blocks):
        generator = self.generators[args[0]]
        if generator is None:
            return -1
        if not has_ended(generator):
            await generator.aclose()

    # ---- the run --------------------------------------------------------------------------------

    def until(self, future):
        """What run_until_complete does, with a note in the trace when nothing can happen."""
        try:
            self.loop.run_until_complete(future)
        except Deadlock:
            self.log(0, "deadlock", 0)
        except BaseException:
            pass

    def finish(self):
        left = [task for task in self.loop.made if not task.done()]
        for task in left:
            task.cancel()
        if left:
            self.until(asyncio.gather(*left, return_exceptions=True))
        self.until(self.loop.shutdown_asyncgens())
        self.until(self.loop.shutdown_default_executor())

    def trace(self):
        main = self.spawn(0)
        self.until(main)
        self.log(0, "main", task_status(main))
        self.finish()
        for number, task in enumerate(self.tasks):
            self.log(number, "end", task_status(task))
        return "\n".join(self.lines) + "\n"


def task_status(task):
    if not task.done():
        return "pending"
    if task.cancelled():
        return -1
    return status_of(task.exception()) if task.exception() else 0


class Frame:
    def __init__(self, number):
        self.number = number
        self.timeout = None
        self.group = None


def parse_block(numbers):
    block = []
    for _ in range(next(numbers)):
        number = next(numbers)
        arguments = [next(numbers) for _ in range(next(numbers))]
        blocks = [parse_block(numbers) for _ in range(next(numbers))]
        block.append((number, arguments, blocks))
    return block


def main():
    full = "--full" in sys.argv
    warnings.simplefilter("ignore")
    asyncio.tasks.set = OrderedSet
    sys.unraisablehook = lambda _: None
    gc.disable()  # a collection in the middle would close a generator when nothing in the program says so
    for line in sys.stdin:
        numbers = iter(map(int, line.split()))
        seed = next(numbers)
        functions = [parse_block(numbers) for _ in range(next(numbers))]
        text = Program(functions).trace()
        if seed % 20 == 0:
            gc.collect()
        if full:
            sys.stdout.write(f"# {seed}\n{text}")
        else:
            sys.stdout.write(f"{seed} {zlib.crc32(text.encode()):08x}\n")


if __name__ == "__main__":
    main()
