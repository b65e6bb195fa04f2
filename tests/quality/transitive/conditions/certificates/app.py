"""Certificates from memory, and from the disk."""
import ssl


def in_memory(text: str) -> ssl.SSLContext:
    return ssl.create_default_context(cadata=text)


def load_into(context: ssl.SSLContext, text: str) -> None:
    context.load_verify_locations(cadata=text)


def from_file(context: ssl.SSLContext) -> None:
    context.load_verify_locations("ca.pem")  # primitive: blocking


async def secure(text: str) -> ssl.SSLContext:
    context = in_memory(text)  # silent: blocking
    load_into(context, text)  # silent: blocking
    return context


async def secure_file(context: ssl.SSLContext) -> None:
    from_file(context)  # expect: blocking-tls-setup
