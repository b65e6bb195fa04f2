import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route


def plain(request: Request) -> Response:
    time.sleep(1)  # silent: blocking
    return Response()


async def quick(request: Request) -> Response:  # expect: async-endpoint-should-be-sync
    time.sleep(1)  # expect: blocking-sleep
    return Response()


routes = [Mount("/api", routes=[Route("/plain", plain), Route("/quick", quick)])]
