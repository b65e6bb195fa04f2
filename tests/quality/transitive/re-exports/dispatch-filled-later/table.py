"""Re exports: dispatch filled later (table)."""

import subprocess

ACTIONS = {}


def build() -> None:
    subprocess.run(["make"], check=True)


def clean() -> None:
    subprocess.run(["make", "clean"], check=True)


ACTIONS["build"] = build
ACTIONS["clean"] = clean
