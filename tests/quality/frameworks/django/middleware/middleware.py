"""A sync middleware is called in a thread, an asynchronous one on the loop."""
import time

from django.utils.decorators import async_only_middleware


class Slow:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        time.sleep(1)  # silent: blocking
        return self.get_response(request)


@async_only_middleware
def timing(get_response):
    async def middleware(request):
        time.sleep(1)  # expect: blocking-sleep
        return await get_response(request)

    return middleware
