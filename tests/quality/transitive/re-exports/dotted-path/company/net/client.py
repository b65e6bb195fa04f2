"""Re exports: dotted path (company.net.client)."""

import http.client


def fetch_status(host: str) -> int:
    return _exchange(host).status


def _exchange(host: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPSConnection(host)
    connection.request("GET", "/")
    return connection.getresponse()
