"""Re exports: star plain (tools)."""

from .shell import *
from .text import *
