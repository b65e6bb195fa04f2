"""A method's parameter, typed by what the project passes."""
import requests


class Fetcher:
    def page(self, session, url):
        return session.get(url).text  # primitive: blocking

    def header(self, session):
        return session.headers


fetcher = Fetcher()


async def front():
    session = requests.Session()
    return fetcher.page(session, "https://example.org/")  # expect: blocking-http


async def agent():
    return fetcher.header(requests.Session())  # silent: blocking
