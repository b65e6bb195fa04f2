"""A gateway: clients send lines, an upstream service answers them."""
