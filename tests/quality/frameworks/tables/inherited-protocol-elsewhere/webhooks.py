"""Nothing in this file says that it has to do with a loop, so it is not read on its own."""
import requests

from base import Framed


class Webhooks(Framed):
    def eof_received(self) -> bool:
        # expect-miss: blocking-http -- a file without a word of a loop is read when calls lead there
        requests.post("https://hooks.example/end")
        return False

    def ended(self) -> None:
        requests.post("https://hooks.example/ended")  # silent: blocking
