"""Writes random programs, one a line: generate.py FIRST COUNT [--newest]

The same seed gives the same program under every Python. What only 3.13 has is left out unless asked for: shutting
queues down, and the futures themselves from as_completed.
"""

import sys

from operations import NUMBER

MASK = (1 << 64) - 1


class Random:
    """splitmix64: small, and the same everywhere."""

    def __init__(self, seed):
        self.state = seed * 0x9E3779B97F4A7C15 & MASK

    def below(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        x = self.state
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & MASK
        x = (x ^ x >> 27) * 0x94D049BB133111EB & MASK
        return (x ^ x >> 31) % limit

    def one_of(self, items):
        return items[self.below(len(items))]


def op(name, *arguments, blocks=()):
    return (NUMBER[name], arguments, blocks)


class Writer:
    def __init__(self, seed, newest):
        self.random = Random(seed)
        self.newest = newest
        self.functions = 3 + self.random.below(4)
        # Whose bodies have items to hand out, when they are used as generators.
        self.yielding = [function for function in range(1, self.functions) if self.random.below(3) == 0]

    # Weighted: what is common in programs is common here.
    COMMON = "sleep sleep sleep spawn spawn await await cancel call raise".split()
    SIMPLE = """
        gather gather_new wait_for_call wait_for_task put put get get put_now get_now task_done join set_event
        wait_event clear_event wait_condition notify notify_all shield wait barrier reset_barrier
        completed generate generate generate await_future set_future fail_future cancel_future uncancel cancelling
        check release_lock call_soon call_later local_set local_get cancel_self on_done cancel_later barrier barrier
        reset_barrier abort_barrier open_generator open_generator next_item next_item next_item throw_item
        close_generator
        """.split()
    NEWEST = "shut shut completed_each".split()
    NESTED = """
        timeout timeout group group lock lock semaphore semaphore try_error try_error try_cancelled try_cancelled
        try_finally repeat
        """.split()
    TEMPLATES = """
        wake_event wake_lock wake_get wake_put wake_semaphore wake_future wake_condition wake_join wake_barrier wake_item
        """.split()

    def later(self, function):
        """A function behind this one: calls never go in circles."""
        return function + 1 + self.random.below(self.functions - function - 1)

    def pick(self):
        return self.random.below(8)

    def simple(self, name, function):
        below = self.random.below
        can_call = function + 1 < self.functions
        if name in ("spawn", "call", "gather_new", "wait_for_call", "generate", "open_generator") and not can_call:
            return op("sleep", below(10))
        match_arguments = {
            "sleep": lambda: (below(10),),
            "spawn": lambda: (self.later(function),),
            "await": lambda: (self.pick(),),
            "cancel": lambda: (self.pick(),),
            "cancel_later": lambda: (self.pick(), below(10)),
            "call": lambda: (self.later(function),),
            "gather": lambda: (below(2), self.pick(), self.pick(), self.pick()),
            "gather_new": lambda: (below(2), self.later(function), self.later(function)),
            "wait_for_call": lambda: (self.later(function), below(10)),
            "wait_for_task": lambda: (self.pick(), below(10)),
            "reschedule": lambda: (below(10),),
            "group_spawn": lambda: (self.later(function),),
            "put": lambda: (below(4), below(5)),
            "get": lambda: (below(4),),
            "put_now": lambda: (below(4), below(5)),
            "get_now": lambda: (below(4),),
            "task_done": lambda: (below(4),),
            "join": lambda: (below(4),),
            "shut": lambda: (below(4), below(2)),
            "notify": lambda: (below(2), 1 + below(2)),
            "shield": lambda: (self.pick(),),
            "wait": lambda: (below(3), below(12), self.pick(), self.pick(), self.pick()),
            "raise": lambda: (1 + below(3),),
            "completed": lambda: (below(12), self.pick(), self.pick(), self.pick()),
            "generate": lambda: (self.later(function), below(3), below(4)),
            "yield": lambda: (below(5),),
            "yield_caught": lambda: (below(5),),
            "completed_each": lambda: (below(12), self.pick(), self.pick(), self.pick()),
            "open_generator": lambda: (below(2), self.later(function)),
            "throw_item": lambda: (below(2), below(4)),
            "check": lambda: (self.pick(),),
            "call_soon": lambda: (below(2),),
            "call_later": lambda: (below(10), below(2)),
            "local_set": lambda: (below(2), below(5)),
            "on_done": lambda: (self.pick(),),
            "set_future": lambda: (below(2), below(5)),
        }
        make = match_arguments.get(name)
        if make:
            return op(name, *make())
        if name in ("uncancel", "cancelling", "cancel_self"):
            return op(name)
        return op(name, below(2))

    def nested(self, name, function, depth):
        body = self.block(function, depth + 1, name)
        if name.startswith("try_"):
            return op(name, blocks=(body, self.block(function, depth + 1, "handler")))
        if name == "timeout":
            return op(name, self.random.below(10), blocks=(body,))
        if name == "repeat":
            return op(name, 1 + self.random.below(3), blocks=(body,))
        if name == "group":
            return op(name, blocks=(body,))
        return op(name, self.random.below(2), blocks=(body,))

    def template(self, name):
        """Somebody waits; in one turn it is woken and cancelled, in either order."""
        below = self.random.below
        which = below(2)
        wake = {
            "wake_event": op("set_event", which),
            "wake_lock": op("release_lock", which),
            "wake_get": op("put_now", below(4), below(5)),
            "wake_put": op("get_now", below(4)),
            "wake_semaphore": op("sleep", 0),
            "wake_future": op("set_future", which, below(5)),
            "wake_condition": op("notify", which, 1),
            "wake_join": op("task_done", below(4)),
            "wake_barrier": op(self.random.one_of(("barrier", "reset_barrier", "abort_barrier")), which),
            "wake_item": op(self.random.one_of(("next_item", "close_generator")), which),
        }[name]
        cancel = op("cancel", self.pick())
        pair = [wake, cancel] if below(2) else [cancel, wake]
        return [op("sleep", below(3)), *pair]

    def use_generator(self, function):
        """Opens one and has items out of it, with an error or an end between them."""
        if function + 1 == self.functions:
            return [self.simple("next_item", function)]
        which = self.random.below(2)
        made = self.random.one_of([made for made in self.yielding if made > function] or [self.functions - 1])
        found = [op("open_generator", which, made), op("next_item", which)]
        between = [
            op("sleep", 0),
            op("next_item", which),
            op("throw_item", which, self.random.below(4)),
            op("close_generator", which),
        ]
        found += [step for step in between if self.random.below(2)]
        return [*found, op("next_item", which)]

    def operations(self, function, depth, around):
        below = self.random.below
        if depth == 0 and function in self.yielding and below(2):
            return [self.simple(self.random.one_of(("yield", "yield_caught")), function)]
        kind = below(100)
        if around == "group" and kind < 35 and function + 1 < self.functions:
            return [self.simple("group_spawn", function)]
        if around == "timeout" and kind < 8:
            return [self.simple("reschedule", function)]
        if kind < 40:
            return [self.simple(self.random.one_of(self.COMMON), function)]
        if kind < 72:
            return [self.simple(self.random.one_of(self.SIMPLE), function)]
        if kind < 76 and self.newest:
            return [self.simple(self.random.one_of(self.NEWEST), function)]
        if kind < 84:
            return self.template(self.random.one_of(self.TEMPLATES))
        if kind < 86:
            return self.use_generator(function)
        if depth < 3:
            return [self.nested(self.random.one_of(self.NESTED), function, depth)]
        return [self.simple("sleep", function)]

    def block(self, function, depth=0, around=""):
        count = 1 + self.random.below(5 if depth == 0 else 3)
        found = []
        for _ in range(count):
            found += self.operations(function, depth, around)
        return found

    def program(self):
        functions = [self.block(function) for function in range(self.functions)]
        # Main starts with company, so that there is something to wait for.
        functions[0][:0] = [self.simple("spawn", 0) for _ in range(2 + self.random.below(3))]
        return functions


def flatten(block, out):
    out.append(len(block))
    for number, arguments, blocks in block:
        out += (number, len(arguments), *arguments, len(blocks))
        for inner in blocks:
            flatten(inner, out)
    return out


def program_line(seed, newest=False):
    functions = Writer(seed, newest).program()
    out = [seed, len(functions)]
    for block in functions:
        flatten(block, out)
    return " ".join(map(str, out))


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    newest = sys.argv[3:] == ["--newest"]
    sys.stdout.write("".join(program_line(seed, newest) + "\n" for seed in range(first, first + count)))


if __name__ == "__main__":
    main()
