"""A gateway: clients ask over HTTP, an upstream service answers."""
