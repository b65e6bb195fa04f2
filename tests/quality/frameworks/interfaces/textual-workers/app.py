"""Thread workers of Textual, whatever they are called by, and the way back from them."""
import urllib.request

from textual import on, work
from textual.app import App
from textual.widgets import Input


class Search(App):
    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        self.fetch(event.value)
        self.run_worker(self.warm, thread=True)
        self.show("searching")  # expect: blocking-file-io

    @work(thread=True, exclusive=True)
    def fetch(self, text: str) -> None:
        data = urllib.request.urlopen("http://search?q=" + text).read()  # silent: blocking
        self.call_from_thread(self.show, data.decode())

    @on(Input.Changed)
    @work(thread=True)
    def suggest(self, event: Input.Changed) -> None:
        urllib.request.urlopen("http://suggest?q=" + event.value)  # silent: blocking

    @work(exclusive=True)
    async def load(self) -> None:
        urllib.request.urlopen("http://start")  # expect: blocking-http

    def warm(self) -> None:
        urllib.request.urlopen("http://warm")  # silent: blocking

    def show(self, text: str) -> None:
        with open("history", "a") as file:
            file.write(text)  # expect: blocking-file-io
