"""Re exports: star respects all (storage)."""

from .local import *
from .fast import load
