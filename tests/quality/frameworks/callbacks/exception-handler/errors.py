"""The loop calls its exception handler itself."""
import asyncio
import smtplib


def mail_error(loop: asyncio.AbstractEventLoop, context: dict) -> None:
    with smtplib.SMTP("mail.example") as server:  # expect: blocking-network
        server.sendmail("app@example", "ops@example", str(context))  # expect: blocking-network


def excepthook(kind, error, trace) -> None:
    with smtplib.SMTP("mail.example") as server:  # silent: blocking
        server.sendmail("app@example", "ops@example", str(error))  # silent: blocking


async def main() -> None:
    asyncio.get_running_loop().set_exception_handler(mail_error)
