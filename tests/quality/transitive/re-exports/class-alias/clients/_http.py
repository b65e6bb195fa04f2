"""Re exports: class alias (clients._http)."""

import requests


class HttpClient:
    def get(self, path: str) -> str:
        return self._send("GET", path)

    def _send(self, method: str, path: str) -> str:
        return requests.request(method, path).text
