"""What the shop offers to others."""
from .prices import latest_prices
