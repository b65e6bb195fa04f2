"""json.load of a buffer, of a file."""
import io
import json


def parse(data: bytes):
    return json.load(io.BytesIO(data))


def parse_text(text: str):
    buffer = io.StringIO(text)
    return json.load(buffer)


def parse_stream(stream):
    return json.load(stream)  # primitive: blocking


def parse_file(name):
    with open(name) as file:  # primitive: blocking
        return json.load(file)


async def memory(data):
    parse(data)  # silent: blocking
    parse_text("{}")  # silent: blocking
    return parse_stream(io.BytesIO(data))  # silent: blocking


async def file():
    return parse_file("a.json")  # expect: blocking-file-io


async def stream(name):
    return parse_stream(open(name))  # expect: blocking-file-io, blocking-open
