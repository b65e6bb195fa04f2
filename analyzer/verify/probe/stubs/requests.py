"""Stands in for requests where it is not installed: as much of it as the examples use, over the
standard library's client, which waits in the same way."""

import http.client
import json as _json
from urllib.parse import urlsplit


class Response:
    def __init__(self, answer):
        self.status_code = answer.status
        self.content = answer.read()

    def json(self):
        return _json.loads(self.content)


class Session:
    def request(self, method, url, body=None):
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port)
        connection.request(method, parts.path, body)
        return Response(connection.getresponse())

    def get(self, url):
        return self.request("GET", url)

    def post(self, url, json=None):
        return self.request("POST", url, _json.dumps(json))


def get(url):
    return Session().get(url)


def post(url, json=None):
    return Session().post(url, json)
