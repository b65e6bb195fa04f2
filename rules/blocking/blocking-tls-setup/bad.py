import ssl


def make_context(authority: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=authority)


async def connect(authority: str) -> ssl.SSLContext:
    return make_context(authority)  # expect: blocking-tls-setup
