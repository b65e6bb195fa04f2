"""A base class whose methods give back the object itself, without an annotation."""
import time


class Session:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None

    @classmethod
    def connect(cls, url):
        return cls()

    def ping(self):
        return True


class SlowSession(Session):
    def ping(self):
        time.sleep(1)  # primitive: blocking


async def entered():
    with SlowSession() as session:
        session.ping()  # expect: blocking-sleep


async def connected():
    SlowSession.connect("db").ping()  # expect: blocking-sleep


async def plain():
    with Session.connect("db") as session:
        session.ping()  # silent: blocking
