"""Re exports: renamed twice (high)."""

from middle import acquire_slot as reserve
