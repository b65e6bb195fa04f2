import asyncio
import smtplib


async def announce(host: str, port: int) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(b"hello")
    await reader.read(1024)
    writer.close()
    await asyncio.to_thread(smtplib.SMTP, host, port)
