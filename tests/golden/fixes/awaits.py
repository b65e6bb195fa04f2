# Where a missing `await` goes, and where none may stand.
from functools import partial


async def load(key=None):
    return [key]


async def sync(flag):  # 1
    load(1)  # 2
    load(
        # 3
        key=2,
    )
    if flag: load(3)
    if flag: load(4); flag = False
    value = load(5).index(5)
    first = load(6)[0]
    total = 1 + load(7)[0] ** 2 + -load(8)[0]
    text = f"{load(9)} and {flag}"
    shown = f"{load(10)=}"
    if load(11): pass
    while not (load(12)):
        pass
    chosen = 1 if load(13) else 2
    either = flag or load(14) == 3
    several = [key for key in flag if load(key)]
    nested = [[key for key in inner if load(key)] for inner in flag]
    lazy = (key for key in flag if load(key))
    later = lambda: load(15) + [16]
    for item in load(17):
        print(item, value, first, total, text, shown, chosen, either, several, nested, lazy, later)
    kept = load(18)
    print(kept is None)
    assert load(19)
    print(load(20), sep=" ")
    (load)(21)
    (partial(load)  # not on this line
     (22))
    return (load(23)).copy()


class Holder:
    async def fill(self):
        self.load()
        class Inner:
            rows = load(24) + []
        return Inner

    async def load(self):
        await load(25)
        def later():
            load(26)
        later()
