"""Where things lie."""
import os
from pathlib import Path

ROOT = Path(os.environ.get("ROOT", "/srv"))
DATA = ROOT / "data"
CACHE = ROOT.joinpath("cache").absolute()
