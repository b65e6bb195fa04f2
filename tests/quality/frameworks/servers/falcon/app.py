"""Responders of an ASGI application of Falcon are coroutine functions; it refuses others."""
import falcon.asgi
import requests


class Things:
    async def on_get(self, req, resp) -> None:
        resp.media = requests.get("http://things").json()  # expect: blocking-http

    def describe(self) -> dict:
        return requests.get("http://things").json()  # silent: blocking


app = falcon.asgi.App()
app.add_route("/things", Things())
