"""Implicit calls: default factory."""

from dataclasses import dataclass, field
import subprocess


def current_branch() -> str:
    return subprocess.check_output(["git", "branch", "--show-current"], text=True)


@dataclass
class Build:
    name: str
    branch: str = field(default_factory=current_branch)


async def build(name: str) -> Build:
    return Build(name)  # expect: blocking-subprocess
