"""Implicit calls: cached property, where nothing may be said."""

import asyncio
from functools import cached_property

import requests


class Account:
    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def profile(self) -> dict:
        return requests.get(f"https://accounts.example/{self.name}", timeout=5).json()

    @cached_property
    def title(self) -> str:
        return self.name.title()


async def show(account: Account) -> str:
    print(Account.profile)  # silent: blocking
    await asyncio.to_thread(lambda: account.profile)  # silent: blocking
    return account.title  # silent: blocking
