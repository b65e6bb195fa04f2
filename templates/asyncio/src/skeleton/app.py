"""Puts the parts together, runs them until somebody says stop, and takes them down in order."""

import asyncio
import logging
import signal

from skeleton.gateway import Gateway
from skeleton.health import Health
from skeleton.settings import Settings
from skeleton.upstream import Upstream

log = logging.getLogger(__name__)


async def serve(settings: Settings) -> None:
    """Runs the service until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await run(settings, stop)


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Runs the service until `stop` is set."""
    upstream = Upstream(settings)
    gateway = Gateway(settings, upstream)
    health = Health()
    await health.start(settings.host, settings.health_port)
    try:
        await gateway.start()
        async with asyncio.TaskGroup() as group:
            watch = group.create_task(health.watch())
            health.is_ready = True
            log.info("ready", extra={"port": gateway.port, "health_port": health.port})
            await stop.wait()
            health.is_ready = False  # whoever balances the load looks elsewhere from now on
            log.info("stopping")
            await gateway.stop()
            watch.cancel()
    finally:
        await health.stop()
        upstream.close()
    log.info("stopped")
