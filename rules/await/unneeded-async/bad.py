async def _parse(text: str) -> list[str]:  # expect: unneeded-async "_parse"
    return text.split()


async def handle(text: str) -> int:
    words = await _parse(text)
    return len(words)
