import asyncio


async def ask_temperature(city: str) -> int:
    await asyncio.sleep(1)
    return len(city)


async def ask_wind(city: str) -> int:
    await asyncio.sleep(1)
    return len(city)


async def report(city: str) -> str:
    temperature, wind = await asyncio.gather(ask_temperature(city), ask_wind(city))
    return f"{temperature} degrees, wind {wind}"
