"""AsyncIOScheduler gives sync jobs to an executor."""
import subprocess

from apscheduler.schedulers.asyncio import AsyncIOScheduler

scheduler = AsyncIOScheduler()


def backup() -> None:
    subprocess.run(["pg_dump", "app"])  # silent: blocking


@scheduler.scheduled_job("cron", hour=3)
def vacuum() -> None:
    subprocess.run(["vacuumdb", "app"])  # silent: blocking


async def check() -> None:  # expect: async-endpoint-should-be-sync
    subprocess.run(["pg_isready"])  # expect: blocking-subprocess


async def main() -> None:
    scheduler.add_job(backup, "interval", hours=1)
    scheduler.add_job(check, "interval", seconds=10)
    scheduler.start()
