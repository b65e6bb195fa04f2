import trio


async def add_up(numbers: list[int]) -> int:
    total = 0
    for number in numbers:
        total += number
        await trio.sleep(0)  # expect: async-zero-sleep
    return total
