import asyncio
import smtplib


async def announce(host: str) -> None:
    _, writer = await asyncio.open_connection(host, 7)
    writer.write(b"hello")
    await writer.drain()
    await asyncio.to_thread(smtplib.SMTP, "mail.example")
