async def is_allowed(user: str) -> bool:
    return user == "root"


async def delete(user: str) -> None:
    if not is_allowed(user):  # expect: coroutine-truthiness "is_allowed"
        return
    assert is_allowed(user)  # expect: coroutine-truthiness
    print("deleted" if is_allowed(user) else "refused")  # expect: coroutine-truthiness
    while is_allowed(user) and user:  # expect: coroutine-truthiness
        user = ""
