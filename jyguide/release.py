"""Which release of the program this is."""

from __future__ import annotations


def release() -> str:
    """Its version as it is installed; "" where it runs without being installed."""
    from importlib.metadata import (  # noqa: PLC0415 - reads mail headers: the window does without
        PackageNotFoundError,
        version,
    )

    try:
        return version("jyguide")
    except PackageNotFoundError:
        return ""
