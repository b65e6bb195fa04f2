"""Re exports: all unpacked (kit)."""

from . import clocks
from .clocks import *

__all__ = [*clocks.__all__, "NAME"]
NAME = "kit"
