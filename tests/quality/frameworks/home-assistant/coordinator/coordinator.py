"""A coordinator fetches on the loop unless it sends the work to the executor."""
import socket
from datetime import timedelta

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.update_coordinator import CoordinatorEntity, DataUpdateCoordinator


class Meter(DataUpdateCoordinator):
    def __init__(self, hass: HomeAssistant) -> None:
        super().__init__(hass, None, name="meter", update_interval=timedelta(seconds=30))

    async def _async_update_data(self) -> bytes:
        self.read()  # expect: blocking-network
        return await self.hass.async_add_executor_job(self.read)  # silent: blocking

    def read(self) -> bytes:
        with socket.create_connection(("meter", 502)) as connection:
            return connection.recv(16)  # primitive: blocking


class Power(CoordinatorEntity):
    @callback
    def _handle_coordinator_update(self) -> None:
        with open("power.log", "a") as file:
            file.write("updated")  # expect: blocking-file-io
