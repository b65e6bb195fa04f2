"""Coroutines in variables: those that run in the end, and those that do not."""
import asyncio


async def render(template: str) -> str:
    return template


async def deliver(text: str) -> None:
    print(text)


class Outbox:
    def __init__(self) -> None:
        self.waiting: list = []
        self.last = None

    def keep(self, text: str) -> None:
        letter = deliver(text)  # silent: await
        self.waiting.append(letter)

    def remember(self, text: str) -> None:
        self.last = deliver(text)  # silent: await

    async def flush(self) -> None:
        await asyncio.gather(*self.waiting)


async def welcome(name: str) -> None:
    text = render("welcome")  # expect: coroutine-never-awaited
    print("sending to", name)
    _ = deliver("hello")  # expect: coroutine-never-awaited


async def remind(names: list) -> int:
    letters = [deliver(name) for name in names]  # expect: coroutine-never-awaited
    return len(names)


async def both(name: str) -> None:
    first, second = render("a"), render("b")  # expect: coroutine-never-awaited
    print(await second, name)


async def typed(name: str) -> str:
    body: str = render(name)  # expect: coroutine-never-awaited
    if body:
        return body.upper()
    return body + "!" if False else ""


async def walrus(name: str) -> None:
    if (body := render(name)):  # expect: coroutine-truthiness
        print("rendered")


async def later(name: str) -> None:
    text = render(name)  # silent: await
    print("first something else")
    await deliver(await text)


async def handed_on(outbox: Outbox) -> None:
    letter = deliver("x")  # silent: await
    outbox.waiting.append(letter)
    other = deliver("y")  # silent: await
    await asyncio.wait_for(other, 5)


async def on_one_way(is_urgent: bool) -> None:
    letter = deliver("x")  # silent: await
    if is_urgent:
        await letter
    else:
        letter.close()


async def in_closure() -> None:
    letter = deliver("x")  # silent: await

    async def send() -> None:
        await letter

    await send()


def make() -> object:
    letter = deliver("x")  # silent: await
    return letter


async def table(names: list) -> None:
    by_name = {name: deliver(name) for name in names}  # silent: await
    for letter in by_name.values():
        await letter
