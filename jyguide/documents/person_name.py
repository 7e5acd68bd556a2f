"""Names of people as lists on paper have them."""

from __future__ import annotations


def spaced(name: str) -> str:
    """A name of two characters with a space between, as wide as three: for paper only."""
    return f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name  # noqa: PLR2004 - as said
