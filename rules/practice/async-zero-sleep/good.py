import trio


async def add_up(numbers: list[int]) -> int:
    total = 0
    for number in numbers:
        total += number
        await trio.lowlevel.checkpoint()
    return total
