"""Functions as values: closure factory."""

from readers import reader

read_template = reader("templates")


async def page(name: str) -> str:
    return read_template(name)  # expect: blocking-file-io
