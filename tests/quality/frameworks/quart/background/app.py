"""Background tasks of Quart: sync ones in a thread."""
import subprocess

from quart import Quart, utils

app = Quart(__name__)


def pack() -> None:
    subprocess.run(["tar", "czf", "all.tgz", "data"])  # primitive: blocking


@app.post("/pack")
async def start() -> str:
    app.add_background_task(pack)
    await utils.run_sync(pack)()
    return "started"


@app.post("/pack-now")
async def now() -> str:  # expect: async-endpoint-should-be-sync
    pack()  # expect: blocking-subprocess
    return "done"
