"""discord.py: commands are coroutine functions, their checks and the prefix may be sync."""
import asyncio
import sqlite3

import discord
from discord.ext import commands


def prefix_of(bot: commands.Bot, message: discord.Message) -> str:
    connection = sqlite3.connect("guilds.db")
    for row in connection.execute("select prefix from guilds"):  # expect: blocking-database
        return row[0]
    return "!"


bot = commands.Bot(command_prefix=prefix_of, intents=discord.Intents.default())


def is_member(ctx: commands.Context) -> bool:
    with open("members") as file:
        return ctx.author.name in file.read()  # expect: blocking-file-io


def export() -> None:
    with open("members") as file:
        print(file.read())  # silent: blocking


@bot.command()
@commands.check(is_member)
async def dump(ctx: commands.Context) -> None:
    await asyncio.to_thread(export)
    await ctx.send("done")
