"""Implicit calls: descriptor."""

from fields import Remote


class User:
    name = Remote("/name")


async def rename(user: User) -> None:
    old = user.name  # expect: blocking-http
    user.name = old.title()  # expect: blocking-http
