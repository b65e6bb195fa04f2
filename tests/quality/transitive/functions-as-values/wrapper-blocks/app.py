"""Functions as values: wrapper blocks."""

from limits import throttled


@throttled
def parse(text: str) -> list[str]:
    return text.split()


async def handle(text: str) -> list[str]:
    return parse(text)  # expect: blocking-sleep
