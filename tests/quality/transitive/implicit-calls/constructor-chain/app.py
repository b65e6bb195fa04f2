"""Implicit calls: constructor chain."""

from models import User


async def user(name: str) -> User:
    return User(name)  # expect: blocking-database
