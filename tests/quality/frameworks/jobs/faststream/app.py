"""Subscribers: sync ones are called in threads."""
import requests
from faststream.rabbit import RabbitBroker

broker = RabbitBroker()


@broker.subscriber("orders")
def order(message: str) -> None:
    requests.post("http://orders", message)  # silent: blocking


@broker.subscriber("bills")
async def bill(message: str) -> None:
    requests.post("http://bills", message)  # expect: blocking-http
