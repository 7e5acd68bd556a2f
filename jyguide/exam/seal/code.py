"""The code of a sealed exam: read out at the hour, typed at eighteen stations.

Nineteen random digits (63 bits, from the system's own randomness) and a check digit, read as five
groups of four. The check is Damm's (H. Michael Damm, Total anti-symmetrische Quasigruppen,
dissertation, Marburg 2004): it finds every single wrong digit and every two neighbours that were
exchanged. So a slip of ear or finger is told at once: it costs no try and no waiting.
"""

from __future__ import annotations

import secrets
import unicodedata

from jyguide.errors import RuleError

GROUPS = 5
DIGITS = 4
LENGTH = GROUPS * DIGITS

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""Damm's own table of order ten: totally anti-symmetric, zero on its diagonal."""

_SAID = ("洞〇零○", "幺一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七拐柒", "八捌", "九勾玖")
"""For each digit the ways to say it; the first is how it is read out."""
_DIGIT_OF = {sign: str(digit) for digit, signs in enumerate(_SAID) for sign in signs}
_BETWEEN = frozenset("-–—－·、，,。.")


def new_code() -> str:
    """Twenty digits nobody can guess, the last of them the check."""
    random = f"{secrets.randbelow(10 ** (LENGTH - 1)):0{LENGTH - 1}d}"
    return f"{random}{_check(random)}"


def read_code(typed: str) -> str:
    """The twenty digits somebody typed.

    Spaces and dashes do not matter; full-width and Chinese digits are as good, and so is the
    way digits are spoken over the telephone: 幺, 两, 拐, 勾, 洞.

    Raises:
        RuleError: another sign, too few or too many, or the check digit does not fit.
    """
    digits = "".join(_digit(sign) for sign in typed if not _is_between(sign))
    if len(digits) != LENGTH:
        raise RuleError(
            f"口令应有 {LENGTH} 位数字，现在是 {len(digits)} 位，没有启封，不计入输错次数。",
            hint="口令分 5 组，每组 4 位，请补齐后再启封。",
        )
    if not is_sound(digits):
        raise RuleError(
            "口令里有数字听错或打错，没有启封，不计入输错次数。",
            hint="请市级再读一遍，逐组核对。",
        )
    return digits


def digits_in(typed: str) -> str:
    """The digits among what somebody typed or pasted, whatever else stands there."""
    return "".join(_plain(sign) for sign in typed)


def is_sound(digits: str) -> bool:
    """Whether twenty digits end in the check digit of those before it."""
    return _check(digits) == "0"


def spaced(code: str) -> str:
    """A code in groups of four."""
    return " ".join(code[at : at + DIGITS] for at in range(0, len(code), DIGITS))


def spoken(code: str) -> str:
    """A code as it is read out: ``幺三洞五　…``; told apart over any telephone."""
    return "　".join(
        "".join(_SAID[int(digit)][0] for digit in group) for group in spaced(code).split()
    )


def _check(digits: str) -> str:
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return str(state)


def _is_between(sign: str) -> bool:
    return sign.isspace() or sign in _BETWEEN


def _plain(sign: str) -> str:
    """The digit that a sign stands for, or ""."""
    plain = unicodedata.normalize("NFKC", sign)
    return _DIGIT_OF.get(sign) or (plain if plain.isascii() and plain.isdigit() else "")


def _digit(sign: str) -> str:
    if plain := _plain(sign):
        return plain
    raise RuleError(
        f"口令里只能有数字，“{sign}”看不懂，没有启封，不计入输错次数。",
        hint="可以输入 0–9，也可以输入 幺、两、三……洞。",
    )
