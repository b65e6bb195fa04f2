"""Re exports: all augmented (net)."""

from .probe import *
