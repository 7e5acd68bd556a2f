"""The code on duty cards and sign-in slips: a person's key in digits only.

A scanner types what it reads like a keyboard, through whatever input method is switched on. Digits
come through a Chinese one as they are (at worst full-width), letters would be taken for pinyin.
"""

from __future__ import annotations

import unicodedata
import uuid

from jyguide.ids import PersonId

_KEY_DIGITS = 39
"""Decimal digits of the largest key of 128 bits."""
_CHECK_DIGITS = 2
CODE_DIGITS = _KEY_DIGITS + _CHECK_DIGITS
_MODULUS = 97
"""As in an IBAN (ISO/IEC 7064, MOD 97-10): finds every wrong digit and every two swapped."""
_KEYS = 1 << 128


def person_code(person_id: PersonId) -> str:
    """41 digits that name this person: his key, zeros in front, and two check digits."""
    key = f"{person_id.int:0{_KEY_DIGITS}}"
    return f"{key}{_check(key):0{_CHECK_DIGITS}}"


def read_code(typed: str) -> PersonId | None:
    """Whose code was typed or scanned; None if it is none.

    Full-width digits are taken for what they are; blanks, line ends and characters that nobody
    sees may stand anywhere.
    """
    text = "".join(unicodedata.normalize("NFKC", typed).split())
    code = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc"))
    if len(code) != CODE_DIGITS or not (code.isascii() and code.isdecimal()):
        return None
    key, check = code[:_KEY_DIGITS], int(code[_KEY_DIGITS:])
    if check != _check(key) or int(key) >= _KEYS:
        return None
    return PersonId(uuid.UUID(int=int(key)))


def _check(key: str) -> int:
    """What makes the whole number leave a remainder of 1."""
    return 98 - int(key + "00") % _MODULUS
