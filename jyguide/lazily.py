"""What a package offers, loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, module_of: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's `__getattr__`: whoever needs one part of it does not wait for the others.

    Args:
        package: Its ``__name__``.
        module_of: The module within it that each of the names comes from.
    """

    def find(name: str) -> Any:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{module_of[name]}"), name)

    return find
