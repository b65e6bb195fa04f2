"""Background tasks: sync ones in a thread, asynchronous ones on the loop, behind the response."""
import smtplib

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def send(address: str) -> None:
    with smtplib.SMTP("mail.example") as server:
        server.sendmail("app@example", address, "welcome")  # primitive: blocking


async def send_async(address: str) -> None:  # expect: async-endpoint-should-be-sync
    send(address)  # expect: blocking-network


@app.post("/welcome")
async def welcome(tasks: BackgroundTasks, address: str) -> None:
    tasks.add_task(send, address)
    tasks.add_task(send_async, address)
