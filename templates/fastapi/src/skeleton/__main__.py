"""Entry: `python -m skeleton`, configured by the environment."""

import signal
import sys
from types import FrameType

import uvicorn

from skeleton.app import create_app
from skeleton.environment import SettingsError, read_settings
from skeleton.log import logging_off_loop
from skeleton.settings import Settings


def stop(signum: int, frame: FrameType | None) -> None:
    """uvicorn raises SIGTERM anew once it has shut down; the default would end us with records unwritten."""
    raise SystemExit(0)


def main() -> int:
    try:
        settings = read_settings(Settings, "SKELETON_")
    except SettingsError as error:
        print(f"skeleton: {error}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, stop)
    with logging_off_loop(settings.log_level):
        uvicorn.run(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            log_config=None,  # its records take our way
            timeout_graceful_shutdown=settings.shutdown_grace_s,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
