"""Implicit calls: post init."""

from dataclasses import dataclass, field
import requests


@dataclass
class Job:
    number: int
    status: str = field(init=False)

    def __post_init__(self) -> None:
        self.status = self._ask()

    def _ask(self) -> str:
        return requests.get(f"https://jobs.example/{self.number}").text


async def job(number: int) -> Job:
    return Job(number)  # expect: blocking-http
