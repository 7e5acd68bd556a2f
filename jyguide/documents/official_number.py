"""Numbers of official papers, ``澄组〔2026〕12号``."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?P<prefix>.*?)[〔\[（(【](?P<year>\d{4})[〕\])）】]第?(?P<count>\d+)号")


def tidy_number(text: str) -> str:
    """A number without blanks and in the brackets of official papers."""
    squeezed = "".join(text.split())
    found = number_parts(squeezed)
    return number_text(*found) if found else squeezed


def number_parts(text: str) -> tuple[str, int, int] | None:
    """Prefix, year and count of a number without blanks; None where it is not of that form."""
    found = _NUMBER.fullmatch(text)
    return (found["prefix"], int(found["year"]), int(found["count"])) if found else None


def number_text(prefix: str, year: int, count: int) -> str:
    """As papers have it."""
    return f"{prefix}〔{year}〕{count}号"
