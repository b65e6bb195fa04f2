"""Re exports: by setting (cache)."""

import settings
from disk import read as _disk_read
from disk import read_all as _disk_read_all

if settings.USE_DISK:
    read = _disk_read
else:
    read = _disk_read_all
