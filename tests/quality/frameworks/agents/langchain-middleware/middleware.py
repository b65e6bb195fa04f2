"""Hooks of an agent without an async twin are called on the loop under ainvoke()."""
import json
from pathlib import Path

from langchain.agents.middleware import AgentMiddleware


class Journal(AgentMiddleware):
    def before_model(self, state, runtime) -> None:
        Path("journal").write_text(json.dumps(state))  # expect: blocking-file-io

    def read(self) -> str:
        return Path("journal").read_text()  # silent: blocking


class Twins(AgentMiddleware):
    def after_model(self, state, runtime) -> None:
        Path("journal").write_text(json.dumps(state))  # silent: blocking

    async def aafter_model(self, state, runtime) -> None:
        print(state)
