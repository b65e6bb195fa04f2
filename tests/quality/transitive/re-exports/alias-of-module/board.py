"""Re exports: alias of module (board)."""

from drivers import serial as _driver

backend = _driver
