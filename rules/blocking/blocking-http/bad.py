import urllib.request

import requests


class Weather:
    def __init__(self) -> None:
        self.session = requests.Session()

    def fetch(self, city: str) -> dict:
        return self.session.get(f"https://weather.example/{city}").json()


async def report(weather: Weather, city: str) -> str:
    found = weather.fetch(city)  # expect: blocking-http "Weather.fetch"
    requests.post("https://log.example", json=found)  # expect: blocking-http "requests.post"
    urllib.request.urlopen("https://ping.example")  # expect: blocking-http
    return found["summary"]
