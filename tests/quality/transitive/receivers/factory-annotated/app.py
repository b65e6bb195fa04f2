"""Clients come from a factory that says what it makes."""
import urllib.request


class Weather:
    def today(self, town: str) -> bytes:
        with urllib.request.urlopen("https://weather.example/" + town) as answer:  # primitive: blocking
            return answer.read()

    def unit(self) -> str:
        return "C"


def make_weather() -> Weather:
    return globals()["Weather"]()


async def forecast(town: str) -> bytes:
    return make_weather().today(town)  # expect: blocking-http


async def unit() -> str:
    return make_weather().unit()  # silent: blocking
