"""Coroutines that look like something else, and are what they look like."""
import asyncio
import inspect
import typing


async def total(customer: str) -> float:
    return 1.0


async def paid(customer: str) -> bool:
    return True


def maybe_async(function: typing.Callable) -> bool:
    return inspect.iscoroutinefunction(function)  # silent: await


async def decide(customer: str) -> None:
    coroutine = total(customer)
    if inspect.iscoroutine(coroutine):  # silent: await
        print(await coroutine)
    waiting = [paid(customer), paid("bob")]
    if waiting:  # silent: await
        print(await asyncio.gather(*waiting))
    if total is not None:  # silent: await
        print(total.__name__)  # silent: await
    checks = {"paid": paid}
    if checks["paid"]:  # silent: await
        print(checks)
    task = asyncio.create_task(total(customer))
    if task.done():  # silent: await
        print(task.result())
    print(f"{task!r} {await task}")  # silent: await


async def discount(customer: str, is_regular: bool) -> float:
    pending = total(customer) if is_regular else total("default")  # silent: await
    return await pending * 0.9


async def compare(customer: str) -> bool:
    mine, theirs = await asyncio.gather(total(customer), total("bob"))
    largest = max(total(customer), total("bob"))  # expect: coroutine-as-value, coroutine-as-value
    listed = sorted([await total(name) for name in "ab"])  # silent: await
    return mine > theirs and total(customer) == 0 and bool(listed or largest)  # expect: coroutine-as-value


async def close(customer: str) -> None:
    unpaid = paid(customer)
    unpaid.close()  # silent: await
    text = str(paid(customer))  # expect: coroutine-as-value
    count = len(total(customer))  # expect: coroutine-as-value
    print(text, count)
