"""How long to wait."""
NO_WAIT = 0
WAIT = 30
