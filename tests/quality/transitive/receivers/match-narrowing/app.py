"""Class patterns, alone and in alternatives, on names and attributes."""
import time
from dataclasses import dataclass


class Wait:
    def run(self):
        time.sleep(1)  # primitive: blocking


class Nap:
    def run(self):
        time.sleep(2)  # primitive: blocking


class Skip:
    def run(self):
        return None


@dataclass
class Event:
    action: object


async def handle(action):
    match action:
        case Wait():
            action.run()  # expect: blocking-sleep
        case Skip():
            action.run()  # silent: blocking


async def either(action):
    match action:
        case Wait() | Nap():
            action.run()  # expect: blocking-sleep
        case Skip() | None:
            action.run()  # silent: blocking


async def captured(event):
    match event.action:
        case Wait() as wait:
            wait.run()  # expect: blocking-sleep
        case Skip() as skip:
            skip.run()  # silent: blocking


async def attribute(event):
    match event.action:
        case Nap():
            event.action.run()  # expect: blocking-sleep
