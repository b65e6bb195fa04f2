"""Implicit calls: repr in places."""

import requests


class Issue:
    def __repr__(self) -> str:
        return f"<Issue {self._title()}>"

    def _title(self) -> str:
        return requests.get("https://issues.example/1").text


async def show(issue: Issue) -> str:
    print(issue)  # expect: blocking-http
    text = str(issue)  # expect: blocking-http
    text += repr(issue)  # expect: blocking-http
    text += "%r" % issue  # expect: blocking-http
    return text + f"{issue!r}"  # expect: blocking-http
