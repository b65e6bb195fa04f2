"""Re exports: lazy name to module (ml.training)."""

import subprocess


def train(name: str) -> None:
    _launch(["trainer", name])


def _launch(command: list[str]) -> None:
    subprocess.run(command, check=True)
