"""Entry: `python -m skeleton`, configured by the environment."""

import asyncio
import sys

from skeleton.app import serve
from skeleton.environment import SettingsError, read_settings
from skeleton.log import logging_off_loop
from skeleton.settings import Settings


def main() -> int:
    try:
        settings = read_settings(Settings, "SKELETON_")
    except SettingsError as error:
        print(f"skeleton: {error}", file=sys.stderr)
        return 2
    with logging_off_loop(settings.log_level):
        asyncio.run(serve(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
