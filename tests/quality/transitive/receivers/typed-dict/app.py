"""Values of a TypedDict have the type of their key."""
from pathlib import Path
from typing import NotRequired, TypedDict


class Options(TypedDict):
    target: Path
    title: str
    spare: NotRequired[Path]


def write(options: Options) -> None:
    options["target"].write_text(options["title"])  # primitive: blocking


async def save(options: Options) -> None:
    write(options)  # expect: blocking-file-io


async def spare(options: Options) -> None:
    if path := options.get("spare"):
        path.write_text("x")  # expect: blocking-file-io


async def title(options: Options) -> str:
    return options["title"].upper()  # silent: blocking
