"""Shiny renders the outputs of all sessions on one loop."""
import asyncio
import subprocess

from shiny import App, reactive, render, ui


def report() -> str:
    return subprocess.check_output(["make", "report"], text=True)


def server(input, output, session) -> None:
    @reactive.calc
    def current() -> str:
        return report()  # expect: blocking-subprocess

    @render.ui
    async def there() -> str:
        return await asyncio.to_thread(report)  # silent: blocking

    def unused() -> str:
        return report()  # silent: blocking


app = App(ui.page_fluid(), server)
