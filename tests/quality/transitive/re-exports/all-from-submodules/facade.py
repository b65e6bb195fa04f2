"""Re exports: all from submodules (facade)."""

from sdk import *
