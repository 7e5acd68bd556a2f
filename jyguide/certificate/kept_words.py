"""The words that are kept with a certificate, read so that none of them can stop a page.

A row that came by a file may lack a word, or hold something else in its place.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

_MOST_SIGNS = 700
"""Of a signed record; what is longer was never sealed here."""
UNKNOWN_NAME = "（姓名不详）"


def word(wording: Mapping[str, Any], name: str, other: str = "") -> str:
    """A word as text; `other` where there is none."""
    said = wording.get(name)
    return said if isinstance(said, str) and said else other


def code_or_empty(wording: Mapping[str, Any]) -> str:
    """What the QR code holds; a text that no code holds is passed over."""
    said = word(wording, "seal")
    return said if len(said) <= _MOST_SIGNS and said.isascii() else ""


def number_or_none(wording: Mapping[str, Any], name: str) -> int | None:
    """A whole number; None where there is none, or something else."""
    said = wording.get(name)
    return said if isinstance(said, int) and not isinstance(said, bool) else None


def day_or_none(wording: Mapping[str, Any], name: str) -> date | None:
    """A day; None where there is none, or something else."""
    try:
        return date.fromisoformat(word(wording, name))
    except ValueError:
        return None


def design_of_wording(wording: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is kept of the design; empty where nothing, or nothing that can be one, is."""
    kept = wording.get("design")
    return kept if isinstance(kept, Mapping) else {}


def design_key(wording: Mapping[str, Any]) -> uuid.UUID | None:
    """The office's own design it was made with; None for one that ships."""
    try:
        return uuid.UUID(word(design_of_wording(wording), "id"))
    except ValueError:
        return None
