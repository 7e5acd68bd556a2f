"""The short code of a file, read over the telephone to make sure that it is the one sent."""

from __future__ import annotations

import hashlib

GROUPS = 6
DIGITS = 4


def short_code(content: bytes) -> str:
    """Six groups of four digits, 80 bits of SHA-256: nobody makes a second file with the same."""
    number = int.from_bytes(hashlib.sha256(content).digest()) % 10 ** (GROUPS * DIGITS)
    text = f"{number:0{GROUPS * DIGITS}d}"
    return " ".join(text[start : start + DIGITS] for start in range(0, len(text), DIGITS))


def is_same(typed: str, code: str) -> bool:
    """Whether somebody typed this code: spaces, dashes and full-width digits do not matter."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    return digits == code.replace(" ", "")
