"""Re exports: match chooses."""

import subprocess


def start_unit(name: str) -> None:
    subprocess.run(["systemctl", "start", name], check=True)


def stop_unit(name: str) -> None:
    subprocess.run(["systemctl", "stop", name], check=True)


async def control(verb: str, name: str) -> None:
    match verb:
        case "start":
            action = start_unit
        case _:
            action = stop_unit
    action(name)  # expect: blocking-subprocess
