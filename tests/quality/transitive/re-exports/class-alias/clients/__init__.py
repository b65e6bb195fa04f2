"""Re exports: class alias (clients)."""

from ._http import HttpClient

Client = HttpClient
