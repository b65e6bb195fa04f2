"""Settings out of the variables of the environment, checked before anything starts."""

import os
from collections.abc import Mapping
from dataclasses import fields
from typing import TypeVar

T = TypeVar("T")


class SettingsError(ValueError):
    """A variable of the environment has a value that cannot be used."""


def read_settings(kind: type[T], prefix: str, environment: Mapping[str, str] | None = None) -> T:
    """A dataclass whose fields all have defaults; SKELETON_PORT sets `port`."""
    source = os.environ if environment is None else environment
    given = {}
    for field in fields(kind):
        name = prefix + field.name.upper()
        if name in source:
            given[field.name] = _parse(name, source[name], type(field.default))
    return kind(**given)


def _parse(name: str, text: str, kind: type) -> str | int | float:
    if kind is str:
        return text
    try:
        value = kind(text)
    except ValueError:
        raise SettingsError(f"{name} must be a number, not {text!r}") from None
    if value < 0:
        raise SettingsError(f"{name} must not be negative, as {text!r} is")
    return value
