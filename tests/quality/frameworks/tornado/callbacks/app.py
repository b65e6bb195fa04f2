"""Callbacks of the IOLoop."""
import time

import requests
from tornado.ioloop import IOLoop, PeriodicCallback


class Poller:
    def __init__(self) -> None:
        self.timer = PeriodicCallback(self.poll, 5000)

    def poll(self) -> None:
        requests.get("http://sensor")  # expect: blocking-http
        IOLoop.current().call_later(1, self.again)

    def again(self) -> None:
        requests.get("http://sensor")  # expect: blocking-http

    def stop(self) -> None:
        self.timer.stop()
        requests.get("http://sensor/stop")  # silent: blocking


def ready() -> None:
    time.sleep(1)  # expect: blocking-sleep


def main() -> None:
    time.sleep(1)  # silent: blocking
    loop = IOLoop.current()
    loop.add_callback(ready)
    Poller().timer.start()
    loop.start()
