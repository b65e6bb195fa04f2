"""Re exports: all from submodules (sdk)."""

from . import auth, data
from .auth import *
from .data import *

__all__ = auth.__all__ + data.__all__
