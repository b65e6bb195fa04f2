"""Members of an enumeration have its methods."""
import enum
import subprocess


class Action(enum.Enum):
    START = "start"
    STOP = "stop"

    def run(self):
        subprocess.run(["service", self.value], check=False)  # primitive: blocking

    @property
    def label(self):
        return self.name.title()


async def start():
    Action.START.run()  # expect: blocking-subprocess


async def by_value(text):
    Action(text).run()  # expect: blocking-subprocess


async def all_of_them():
    for action in Action:
        action.run()  # expect: blocking-subprocess


async def by_name(text):
    Action[text].run()  # expect: blocking-subprocess


async def label():
    return Action.STOP.label  # silent: blocking
