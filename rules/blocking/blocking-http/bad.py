import urllib.request

import requests


class Weather:
    def __init__(self) -> None:
        self.session = requests.Session()

    def fetch(self, url: str) -> dict:
        return self.session.get(url).json()


async def report(weather: Weather, url: str) -> str:
    found = weather.fetch(url)  # expect: blocking-http "Weather.fetch"
    requests.post(url, json=found)  # expect: blocking-http "requests.post"
    urllib.request.urlopen(url)  # expect: blocking-http
    return found["summary"]
