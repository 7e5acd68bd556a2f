"""Which release of the program this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    """Its version as it is installed; "" where it runs without being installed."""
    try:
        return version("jyguide")
    except PackageNotFoundError:
        return ""
