"""Numbers of releases and of the C library, compared part by part."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,3}", re.ASCII)
_PARTS = 4


def numbers_of(text: str) -> tuple[int, ...] | None:
    """The four parts of "0.2" as (0, 2, 0, 0); None for whatever is no such number."""
    if not _NUMBER.fullmatch(text):
        return None
    parts = [int(part) for part in text.split(".")]
    return (*parts, *[0] * (_PARTS - len(parts)))


def is_below(one: str, other: str) -> bool:
    """Whether one number is lower than another; what is no number is below all others."""
    return (numbers_of(one) or ()) < (numbers_of(other) or ())
