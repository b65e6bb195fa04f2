"""A report is made by an object that nobody keeps."""
from reports import LiveReport, Report


async def monthly(name: str) -> str:
    return Report(name).render()  # expect: blocking-file-io


async def totals(name: str) -> int:
    return Report(name).columns()  # silent: blocking


async def live(name: str) -> str:
    return await LiveReport(name).render()  # silent: blocking
