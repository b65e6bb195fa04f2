"""nostall as a Python package: where its program is, and `python -m nostall`."""

import os
import sys
import sysconfig

__all__ = ["find_program"]


def find_program():
    """The path of the native program that was installed with this package."""
    name = "nostall" + (sysconfig.get_config_var("EXE") or "")
    here = os.path.dirname(os.path.abspath(__file__))
    places = [
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", scheme=user_scheme()),
        os.path.join(os.path.dirname(here), "bin"),  # pip install --target
    ]
    for place in places:
        path = os.path.join(place, name)
        if os.path.isfile(path):
            return path
    raise FileNotFoundError("nostall: the program is in none of " + ", ".join(places) + "; install nostall again")


def user_scheme():
    """What `pip install --user` goes by."""
    if sys.version_info >= (3, 10):
        return sysconfig.get_preferred_scheme("user")
    return os.name + "_user"
