"""Re exports: all extended (jobs)."""

from .archive import *
