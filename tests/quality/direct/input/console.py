"""A service with a console beside it: whoever types is waited for by everybody."""

import asyncio
import fileinput
import getpass
import pdb
import sys
import webbrowser
from getpass import getpass as ask_secret

import click
import inquirer
import questionary
import typer
from prompt_toolkit import PromptSession
from rich.prompt import Confirm, Prompt


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    name = input("who is it? ")  # expect: blocking-input
    writer.write(name.encode())
    await writer.drain()


async def login(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    getpass.getpass()  # expect: blocking-input
    ask_secret("again: ")  # expect: blocking-input
    await asyncio.to_thread(getpass.getpass)  # silent: blocking-input


async def terminal(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    sys.stdin.readline()  # expect: blocking-input
    sys.stdin.read()  # expect: blocking-input
    for line in sys.stdin:  # expect: blocking-input
        print(line)
    for line in fileinput.input():  # expect: blocking-input
        print(line)
    print("done")  # silent: blocking-input


async def commands(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    click.prompt("port", type=int)  # expect: blocking-input
    click.confirm("sure?")  # expect: blocking-input
    click.getchar()  # expect: blocking-input
    typer.prompt("name")  # expect: blocking-input
    typer.confirm("sure?")  # expect: blocking-input
    click.echo("thanks")  # silent: blocking-input


async def nicer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    Prompt.ask("colour")  # expect: blocking-input
    Confirm.ask("sure?")  # expect: blocking-input
    questionary.text("colour").ask()  # expect: blocking-input
    await questionary.text("colour").ask_async()  # silent: blocking-input
    question = questionary.select("size", choices=["s", "m"])  # silent: blocking-input
    question.unsafe_ask()  # expect: blocking-input
    inquirer.list_input("size", choices=["s", "m"])  # expect: blocking-input
    session = PromptSession()
    session.prompt("> ")  # expect: blocking-input
    await session.prompt_async("> ")  # silent: blocking-input


async def debugging(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    breakpoint()  # expect: blocking-input
    pdb.set_trace()  # expect: blocking-input


async def show() -> None:
    webbrowser.open("https://example.org")  # silent: blocking-input


async def alone() -> str:
    return input("nobody else is here: ")  # silent: blocking-input


async def main() -> None:
    await asyncio.start_server(serve, port=8000)
    await asyncio.start_server(login, port=8001)
    await asyncio.start_server(terminal, port=8002)
    await asyncio.start_server(commands, port=8003)
    await asyncio.start_server(nicer, port=8004)
    await asyncio.start_server(debugging, port=8005)
