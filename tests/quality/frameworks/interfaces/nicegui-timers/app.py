"""Timers, events of elements and of clients."""
import psycopg
from nicegui import app, ui


def load() -> None:
    psycopg.connect("").execute("select 1")  # expect: blocking-database, blocking-database


def hovered() -> None:
    psycopg.connect("").execute("select 2")  # expect: blocking-database, blocking-database


def connected() -> None:
    psycopg.connect("").execute("select 3")  # expect: blocking-database, blocking-database


def migrate() -> None:
    psycopg.connect("").execute("select 4")  # silent: blocking


migrate()
ui.timer(2.0, load)
ui.label("Over").on("mouseover", hovered)
app.on_connect(connected)
ui.run()
