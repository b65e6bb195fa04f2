import asyncio


async def ask_temperature(city: str) -> int:
    await asyncio.sleep(1)
    return len(city)


async def ask_wind(city: str) -> int:
    await asyncio.sleep(1)
    return len(city)


async def report(city: str) -> str:
    temperature = await ask_temperature(city)
    wind = await ask_wind(city)  # expect: sequential-awaits
    return f"{temperature} degrees, wind {wind}"
