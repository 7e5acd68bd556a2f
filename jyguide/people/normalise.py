"""Names, phones, sexes and kinds brought into their one stored form, or refused with a reason."""

from __future__ import annotations

import re
import unicodedata

from jyguide.masking import masked_phone, numbers_masked
from jyguide.people.cell import CellError, CellValue, cell_text, compact
from jyguide.people.person import InstructorKind

MIDDLE_DOT = "·"
_DOTS = str.maketrans(dict.fromkeys("•・．.‧∙⋅●▪", MIDDLE_DOT))
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?:0[0-9]{2,3})?[2-8][0-9]{6,7}")
_PHONE_NOISE = str.maketrans("", "", "-‐‑‒–—―−()'")
_PREFIX = re.compile(r"^(?:(?:\+|00)86|86(?=1[0-9]{10}$))")
_MANY_PHONES = re.compile(r"1[0-9]{10}[/、,;，；|\\]?1[0-9]{10}")
_LONGEST_NAME = 30
_SEXES = {"男": "男", "男性": "男", "女": "女", "女性": "女"}
_KINDS = {
    word + ending: kind
    for word, kind in (("专", InstructorKind.FULL_TIME), ("兼", InstructorKind.PART_TIME))
    for ending in ("", "职", "职指导员", "职党建指导员", "职基层党建指导员", "职人员")
}


def read_name(value: CellValue) -> str:
    """The name without inner spaces; the dots in minority names become ``·``.

    Rare characters, also those outside Unicode (private use), are kept as they are.

    Raises:
        CellError: Digits, Latin letters, remarks in brackets or a single character.
    """
    name = compact(value).translate(_DOTS).strip(MIDDLE_DOT)
    if not name:
        return ""
    if any(c.isdigit() and not _is_han(c) for c in name):
        raise CellError(f"姓名“{cell_text(value)}”含有数字")
    if strange := next((c for c in name if c != MIDDLE_DOT and not _is_han(c)), None):
        raise CellError(f"姓名“{cell_text(value)}”含有不该出现的字符“{strange}”")
    if not 1 < len(name) <= _LONGEST_NAME:
        raise CellError(f"姓名“{cell_text(value)}”的字数不对")
    return name


def _is_han(character: str) -> bool:
    return (
        "一" <= character <= "鿿"
        or character == "〇"
        or "㐀" <= character <= "䶿"
        or character >= "\U00020000"
        or unicodedata.category(character) == "Co"
        or "\uf900" <= character <= "\ufaff"
    )


def read_phone(value: CellValue) -> str:
    """Eleven digits of a mobile number, or empty for an empty cell.

    Raises:
        CellError: A landline, two numbers in one cell, lost digits, any other length.
    """
    text = _PREFIX.sub("", compact(value).translate(_PHONE_NOISE), count=1)
    text = text.removesuffix(".0")
    if not text or _MOBILE.fullmatch(text):
        return text
    raise CellError(_phone_reason(text))


def _phone_reason(text: str) -> str:
    if _MANY_PHONES.match(text):
        return "一格里有两个手机号，请只留一个"
    if _LANDLINE.fullmatch(text):
        return f"“{masked_phone(text)}”是座机号，请填 11 位手机号"
    if not (text.isascii() and text.isdigit()):
        return f"“{numbers_masked(text)}”不是手机号"
    if len(text) != _MOBILE_LENGTH:
        return f"手机号应为 11 位，实际为 {len(text)} 位"
    return f"“{masked_phone(text)}”不是手机号，手机号以 13 至 19 开头"


_MOBILE_LENGTH = 11


def read_sex(value: CellValue) -> str:
    """``男``, ``女`` or empty.

    Raises:
        CellError: Any other word or number.
    """
    text = compact(value)
    if text and text not in _SEXES:
        raise CellError(f"性别“{text}”应为“男”或“女”")
    return _SEXES.get(text, "")


def read_kind(value: CellValue) -> InstructorKind | None:
    """专, 专职, 专职指导员 …; 兼 likewise; None for an empty cell.

    Raises:
        CellError: Any other word.
    """
    text = compact(value)
    if text and text not in _KINDS:
        raise CellError(f"类别“{text}”应为“专职”或“兼职”")
    return _KINDS.get(text)


def is_kind(value: CellValue) -> bool:
    """Whether the cell holds a kind that read_kind knows."""
    return compact(value) in _KINDS


def read_position(value: CellValue) -> int | None:
    """A place in lists ordered by hand, or None for an empty cell.

    Raises:
        CellError: No whole number from 1 to 999999.
    """
    text = compact(value)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _LAST_POSITION):
        raise CellError(f"排序号“{text}”应为 1 至 {_LAST_POSITION} 的整数")
    return int(text)


_LAST_POSITION = 999_999
