def _parse(text: str) -> list[str]:
    return text.split()


async def handle(text: str) -> int:
    words = _parse(text)
    return len(words)
