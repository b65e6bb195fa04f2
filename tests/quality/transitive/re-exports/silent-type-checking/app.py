"""Re exports: type checking, where nothing may be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model import Model as Result
else:
    Result = dict


async def handle() -> Result:
    return Result()  # silent: blocking
