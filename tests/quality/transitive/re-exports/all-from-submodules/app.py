"""Re exports: all from submodules."""

from facade import empty, sign_in


async def session(user: str) -> dict:
    state = empty()  # silent: blocking
    state["token"] = sign_in(user)  # expect: blocking-http
    return state
