"""Workers of queues run sync tasks in processes and threads of their own."""
import time

import dramatiq
from celery import Celery, shared_task
from taskiq import InMemoryBroker

celery = Celery("shop")
broker = InMemoryBroker()


@celery.task
def resize(name: str) -> None:
    time.sleep(1)  # silent: blocking


@shared_task
def rename(name: str) -> None:
    time.sleep(1)  # silent: blocking


@dramatiq.actor
def remove(name: str) -> None:
    time.sleep(1)  # silent: blocking


@broker.task
def copy(name: str) -> None:
    time.sleep(1)  # silent: blocking


@broker.task
async def move(name: str) -> None:
    time.sleep(1)  # expect: blocking-sleep
