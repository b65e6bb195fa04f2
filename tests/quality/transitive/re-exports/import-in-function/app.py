"""Re exports: import in function."""


def _calibrate() -> None:
    from slowlib import calibrate as go

    go()


async def prepare() -> None:
    _calibrate()  # expect: blocking-sleep
