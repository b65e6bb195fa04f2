"""A cog: hooks may be sync; the end of a song is told by the thread that played it."""
import time

import discord
from discord.ext import commands, tasks


class Music(commands.Cog):
    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot
        self.watch.start()

    def cog_unload(self) -> None:
        time.sleep(1)  # expect: blocking-sleep

    def cog_check(self, ctx: commands.Context) -> bool:
        time.sleep(0.1)  # expect: blocking-sleep
        return True

    @tasks.loop(seconds=30)
    async def watch(self) -> None:
        time.sleep(0.1)  # expect: blocking-sleep

    @commands.Cog.listener()
    async def on_voice_state_update(self, member, before, after) -> None:
        time.sleep(0.1)  # expect: blocking-sleep

    def song_ended(self, error: Exception | None) -> None:
        time.sleep(0.1)  # silent: blocking

    @commands.command()
    async def play(self, ctx: commands.Context, voice: discord.VoiceClient) -> None:
        voice.play(discord.FFmpegPCMAudio("song.opus"), after=self.song_ended)
