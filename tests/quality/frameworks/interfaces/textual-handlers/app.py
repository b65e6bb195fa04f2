"""Textual: handlers, actions and timers run on the loop."""
import subprocess

from textual.app import App, ComposeResult
from textual.widgets import Button, Static


class Status(Static):
    def on_mount(self) -> None:
        self.update(self.branch())  # expect: blocking-subprocess
        self.set_interval(5, self.refresh_branch)

    def refresh_branch(self) -> None:
        self.update(self.branch())  # expect: blocking-subprocess

    def branch(self) -> str:
        return subprocess.check_output(["git", "branch"], text=True)  # primitive: blocking


class Git(App):
    BINDINGS = [("p", "push", "Push")]

    def compose(self) -> ComposeResult:
        yield Status()
        yield Button("Fetch")

    def action_push(self) -> None:
        subprocess.run(["git", "push"])  # expect: blocking-subprocess

    def on_button_pressed(self, event: Button.Pressed) -> None:
        subprocess.run(["git", "fetch"])  # expect: blocking-subprocess

    def push_later(self) -> None:
        subprocess.run(["git", "push"])  # silent: blocking
