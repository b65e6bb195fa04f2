async def is_allowed(user: str) -> bool:
    return user == "root"


async def delete(user: str) -> None:
    if not await is_allowed(user):
        return
    check = is_allowed(user) if user else None
    if check:
        print("deleted" if await check else "refused")
