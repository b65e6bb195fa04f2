"""Re exports: by setting (settings)."""

import os

USE_DISK = bool(os.environ.get("USE_DISK"))
