"""How numbers of people are shown to whoever did not ask for them: the one rule for all of them.

A number that does not look like what belongs in its field is hidden more, never less: what is
short, holds letters, blanks or full-width digits must not slip through because it was mistyped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

_ID = re.compile(r"[0-9]{17}[0-9X]")
_OLD_ID = re.compile(r"[0-9]{15}")
_MOBILE = re.compile(r"(?:\+?0{0,2}86)?(1[0-9]{10})")
_MASKED = re.compile(r"[0-9]{6}\*{8}[0-9]{3}[0-9X]|1[0-9]{2}\*{4}[0-9]{4}")
_SHORT = 8
"""What is shorter says too much by its end alone."""
_MOST_SHOWN = 4
_INVISIBLE = frozenset({"Cf", "Cc", "Mn"})
_BETWEEN = str.maketrans("", "", "-‐‑–—_.·()[]/'’‘`")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BIRTH_IN_TEXT = re.compile(
    r"(?<!\d)(19\d\d|200\d)(?:[-./年]\d{1,2}[-./月]\d{1,2}日?|[01]\d[0-3]\d)(?!\d)"
)
"""Nobody on a list was born later; the day of a list itself is to be read."""
_GAP = r"[\s\-‐‑–—_.·]?"
_IN_TEXT = re.compile(
    rf"(?<!\d)(?:\d{{6}}{_GAP}\d{{4}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{3}}{_GAP}[\dXxＸｘ]"
    rf"|[1１][3-9３-９]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"
    rf"|0\d{{2,3}}{_GAP}\d{{7,8}}(?!\d)"
    rf"|\d{{11,}}[XxＸｘ]?)"
)


def masked_id(text: str) -> str:
    """An ID number without birth date and sequence: ``320281********9998``.

    Of fifteen digits the last three stay; of anything else, such as a passport's number, no more
    than its last quarter and at most four characters.
    """
    plain = _plain(text).upper()
    if _MASKED.fullmatch(plain):
        return plain
    if _ID.fullmatch(plain):
        return f"{plain[:6]}{'*' * 8}{plain[-4:]}"
    if _OLD_ID.fullmatch(plain):
        return f"{plain[:6]}{'*' * 6}{plain[-3:]}"
    return _hidden(plain)


def masked_phone(text: str) -> str:
    """A mobile number without its middle: ``139****1234``; others as `masked_id` hides them."""
    plain = _plain(text).upper()
    if _MASKED.fullmatch(plain):
        return plain
    if mobile := _MOBILE.fullmatch(plain):
        digits = mobile[1]
        return f"{digits[:3]}****{digits[-4:]}"
    return _hidden(plain)


def masked_birth(day: date | str | None) -> str:
    """The year: the eight digits that are hidden of an ID number are the day of birth itself.

    Beside a masked number the whole day would so complete it. Of a text that does not begin with
    a year nothing is shown.
    """
    if isinstance(day, date):
        return f"{day.year}-**-**"
    plain = _plain(day or "")
    return f"{plain[:4]}-**-**" if _YEAR.match(plain) else "*" * len(plain)


def births_masked(text: str) -> str:
    """`numbers_masked`, and of every day that somebody may be born on the year alone."""
    return numbers_masked(_BIRTH_IN_TEXT.sub(r"\1-**-**", text))


def numbers_masked(text: str) -> str:
    """Words in which whatever may be an ID number or a phone is masked, as in a remark.

    Digits count in any width, also with single blanks, dots or hyphens between groups. Eleven
    digits in a row are a number of somebody; what is shorter stays.
    """
    return _IN_TEXT.sub(_found, text) if any(map(str.isdecimal, text)) else text


def _found(number: re.Match[str]) -> str:
    plain = _plain(number[0])
    return masked_phone(plain) if len(plain) < len("320281199") + 4 else masked_id(plain)


def _hidden(text: str) -> str:
    shown = 0 if len(text) < _SHORT else min(_MOST_SHOWN, len(text) // 4)
    return "*" * (len(text) - shown) + text[len(text) - shown :]


def _plain(text: str) -> str:
    """Full-width forms folded; blanks, invisible characters and what parts groups left out."""
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(one for one in folded if unicodedata.category(one) not in _INVISIBLE)
    return "".join(seen.split()).translate(_BETWEEN)


MASKS: dict[str, Callable[[str], str]] = {"id_number": masked_id, "phone": masked_phone}
"""How a column of the table of people is masked, by its name."""
