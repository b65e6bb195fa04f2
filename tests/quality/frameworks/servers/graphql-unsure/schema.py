"""The same is not sure enough to be told to everybody: WSGI servers have a thread for each request."""
import time

import strawberry


@strawberry.type
class Query:
    @strawberry.field
    def users(self) -> list[str]:
        time.sleep(1)  # silent: blocking
        return []
