"""The code on a checklist: round, branch and checklist in digits only, for later scanning.

Digits come through whatever input method a scanner types into, as on duty cards.
"""

from __future__ import annotations

import unicodedata
import uuid
from dataclasses import dataclass

from jyguide.ids import ChecklistId, RoundBranchId, RoundId

_KEY_DIGITS = 39
_CHECK_DIGITS = 2
FORM_CODE_DIGITS = 3 * _KEY_DIGITS + _CHECK_DIGITS
_MODULUS = 97
"""As in an IBAN (ISO/IEC 7064, MOD 97-10): finds every wrong digit and every two swapped."""
_KEYS = 1 << 128


@dataclass(frozen=True, slots=True)
class FormKeys:
    """What a checklist on paper or in Excel was made for.

    Attributes:
        branch: None on one without a branch's name.
    """

    round: RoundId
    branch: RoundBranchId | None
    checklist: ChecklistId


def form_code(keys: FormKeys) -> str:
    """119 digits; a branch that is not named is all noughts."""
    branch = 0 if keys.branch is None else keys.branch.int
    said = "".join(f"{key:0{_KEY_DIGITS}}" for key in (keys.round.int, branch, keys.checklist.int))
    return f"{said}{_check(said):0{_CHECK_DIGITS}}"


def read_form_code(typed: str) -> FormKeys | None:
    """What was typed or scanned; None if it is no such code."""
    code = "".join(unicodedata.normalize("NFKC", typed).split())
    if len(code) != FORM_CODE_DIGITS or not (code.isascii() and code.isdecimal()):
        return None
    said, check = code[:-_CHECK_DIGITS], int(code[-_CHECK_DIGITS:])
    numbers = [int(said[at : at + _KEY_DIGITS]) for at in range(0, len(said), _KEY_DIGITS)]
    if check != _check(said) or any(number >= _KEYS for number in numbers):
        return None
    round_, branch, checklist = (uuid.UUID(int=number) for number in numbers)
    named = RoundBranchId(branch) if branch.int else None
    return FormKeys(RoundId(round_), named, ChecklistId(checklist))


def _check(digits: str) -> int:
    """What makes the whole number leave a remainder of 1."""
    return 98 - int(digits + "00") % _MODULUS
