"""cast says what something is, with a class, a text, or a form."""
from typing import Any, Optional, cast

import typing as t


class Disk:
    def sync(self) -> None:
        open("disk", "wb").write(b"x")  # primitive: blocking

    def name(self) -> str:
        return "disk"


async def plain(thing: Any) -> None:
    cast(Disk, thing).sync()  # expect: blocking-file-io


async def quoted(thing: Any) -> None:
    cast("Disk", thing).sync()  # expect: blocking-file-io


async def quoted_form(things: Any) -> None:
    disk = t.cast("list[Disk]", things)[0]
    disk.sync()  # expect: blocking-file-io


async def name(thing: Any) -> str:
    return cast("Disk", thing).name()  # silent: blocking
