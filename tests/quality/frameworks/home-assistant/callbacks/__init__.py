"""@callback is for the loop; listeners without it go to the executor."""
import time

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_call_later, async_track_time_interval


@callback
def state_changed(event: Event) -> None:
    time.sleep(1)  # expect: blocking-sleep


def poll(now) -> None:
    time.sleep(1)  # silent: blocking


def tidy(*args) -> None:
    time.sleep(1)  # silent: blocking


async def async_setup(hass: HomeAssistant, config: dict) -> bool:
    hass.bus.async_listen("state_changed", state_changed)
    async_track_time_interval(hass, poll, 60)
    async_call_later(hass, 5, tidy)
    async_dispatcher_connect(hass, "tidy", tidy)
    hass.async_add_job(tidy)

    @callback
    def stopped(event: Event) -> None:
        time.sleep(1)  # expect: blocking-sleep

    hass.bus.async_listen_once("homeassistant_stop", stopped)
    return True
