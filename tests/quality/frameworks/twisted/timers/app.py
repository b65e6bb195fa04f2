"""Timers of the reactor, and its thread pool."""
import time

from twisted.internet import reactor
from twisted.internet.task import LoopingCall


def tick() -> None:
    time.sleep(1)  # expect: blocking-sleep


def once() -> None:
    time.sleep(1)  # expect: blocking-sleep


def in_pool() -> None:
    time.sleep(1)  # silent: blocking
    reactor.callFromThread(back)


def back() -> None:
    time.sleep(1)  # expect: blocking-sleep


LoopingCall(tick).start(5)
reactor.callLater(1, once)
reactor.callInThread(in_pool)
reactor.run()
