"""Home Assistant: update() has a thread; properties and async_… methods have the loop."""
import requests
from homeassistant.components.sensor import SensorEntity
from homeassistant.core import HomeAssistant


class Price(SensorEntity):
    def __init__(self) -> None:
        self._price = 0.0

    @property
    def native_value(self) -> float:
        return requests.get("http://prices").json()  # expect: blocking-http

    @property
    def extra_state_attributes(self) -> dict:
        with open("attributes") as file:
            return {"text": file.read()}  # expect: blocking-file-io

    def update(self) -> None:
        self._price = requests.get("http://prices").json()  # silent: blocking

    async def async_added_to_hass(self) -> None:
        requests.get("http://prices")  # expect: blocking-http


async def async_setup_entry(hass: HomeAssistant, entry, async_add_entities) -> None:
    await hass.async_add_executor_job(requests.get, "http://prices")  # silent: blocking
    async_add_entities([Price()])
