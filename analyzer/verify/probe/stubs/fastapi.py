"""As much of FastAPI as the examples need: routes, answered as the real one answers them. A handler
that is a plain function is called in a thread."""

import asyncio
import inspect


class FastAPI:
    def __init__(self):
        self.routes = {}

    def get(self, path):
        def keep(handler):
            self.routes[path] = handler
            return handler

        return keep

    post = put = delete = get

    async def __call__(self, scope, receive, send):
        handler = self.routes[scope["path"]]
        is_async = inspect.iscoroutinefunction(handler)
        body = await handler() if is_async else await asyncio.to_thread(handler)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(body).encode()})
