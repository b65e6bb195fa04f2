"""Re exports: alias of module (drivers)."""
