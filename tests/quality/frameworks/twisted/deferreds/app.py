"""What a Deferred is given runs in the reactor's thread, also behind work in another one."""
import sqlite3

from twisted.internet import defer, reactor, threads


def query() -> list:
    connection = sqlite3.connect("a.db")
    return connection.execute("select * from a").fetchall()  # primitive: blocking


def show(rows: list) -> None:
    with open("rows", "w") as file:
        file.write(str(rows))  # expect: blocking-file-io


def failed(failure) -> None:
    query()  # expect: blocking-database


@defer.inlineCallbacks
def report():
    rows = yield threads.deferToThread(query)  # silent: blocking
    query()  # expect: blocking-database
    return rows


def main() -> None:
    query()  # silent: blocking
    threads.deferToThread(query).addCallback(show).addErrback(failed)
    reactor.run()
