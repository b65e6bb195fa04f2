"""NiceGUI: pages and handlers run on the loop that serves everybody."""
import time

import requests
from nicegui import run, ui


def quote() -> str:
    return requests.get("https://quotes").text


def refresh() -> None:
    ui.notify(quote())  # expect: blocking-http


async def refresh_there() -> None:
    ui.notify(await run.io_bound(quote))  # silent: blocking


@ui.page("/")
def index() -> None:
    ui.label(quote())  # expect: blocking-http
    ui.button("Refresh", on_click=refresh)
    ui.button("Refresh there", on_click=refresh_there)
    ui.slider(min=0, max=1, on_change=lambda event: time.sleep(1))  # expect: blocking-sleep


time.sleep(1)  # silent: blocking
ui.run()
