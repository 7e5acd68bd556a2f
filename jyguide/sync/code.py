"""The short code of a file, read over the telephone to make sure that it is the one sent."""

from __future__ import annotations

import hashlib

from jyguide.errors import RuleError

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


def check_code(typed: str, content: bytes, what: str) -> None:
    """Compare what was read out over the telephone.

    Args:
        typed: As somebody typed it.
        content: The bytes whose code it should be.
        what: What the file is, in the user's words: "申请".

    Raises:
        RuleError: it is another code.
    """
    if not is_same(typed, short_code(content)):
        raise RuleError(
            f"校验码对不上，没有采用这份{what}。",
            hint="请再听对方读一遍；仍对不上，说明文件在路上被换过或拿错了，请对方重新导出。",
        )
