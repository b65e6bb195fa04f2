"""The coroutine in place of what awaiting it gives."""
from dataclasses import dataclass


@dataclass
class Forecast:
    rain: float
    words: list

    async def is_wet(self) -> bool:
        return self.rain > 0.5

    async def summary(self) -> str:
        return " ".join(self.words)

    @property
    async def hours(self) -> list:
        return [1, 2, 3]


async def fetch(city: str) -> Forecast:
    return Forecast(0.1, [city])


async def temperature(city: str) -> float:
    return 20.5


async def umbrella(city: str) -> str:
    forecast = await fetch(city)
    if forecast.is_wet():  # expect: coroutine-truthiness
        return "take one"
    if not forecast.summary():  # expect: coroutine-truthiness
        return "who knows"
    while forecast.is_wet() and city:  # expect: coroutine-truthiness
        city = ""
    assert forecast.is_wet()  # expect: coroutine-truthiness
    ready = "yes" if temperature(city) else "no"  # expect: coroutine-truthiness
    if await forecast.is_wet():  # silent: await
        return ready
    return "leave it"


async def show(city: str) -> None:
    print(f"{temperature(city)} degrees")  # expect: coroutine-as-value
    print(temperature(city))  # expect: coroutine-as-value
    if temperature(city) > 30:  # expect: coroutine-as-value
        print("hot")
    print(temperature(city) - 273)  # expect: coroutine-as-value
    fetch(city).rain  # expect: coroutine-as-value
    for word in fetch(city).words:  # expect: coroutine-as-value
        print(word)
    print((await temperature(city)) - 273, f"{await temperature(city)}")  # silent: await


async def hours(forecast: Forecast) -> int:
    total = 0
    for hour in forecast.hours:  # expect-miss: coroutine-as-value -- properties are no calls that are looked at
        total += hour
    for hour in await forecast.hours:  # silent: await
        total += hour
    return total


async def first(cities: list) -> None:
    words = (await fetch(cities[0])).words[0]  # silent: await
    print(words, fetch(cities[0])["words"])  # expect: coroutine-as-value
    match temperature(words):  # expect: coroutine-as-value
        case 0:
            print("freezing")
    print("rain" in fetch(words))  # expect: coroutine-as-value
