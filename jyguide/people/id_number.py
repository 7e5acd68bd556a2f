"""Citizen ID numbers: GB 11643-1999 (eighteen characters, ISO 7064 MOD 11-2 check character)."""

from __future__ import annotations

import re
from datetime import date
from operator import mul

from jyguide.people.cell import CellError, CellValue, compact

ID_LENGTH = 18
OLD_ID_LENGTH = 15
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]")
"""First two digits in use (GB/T 2260, with 83 for residence permits of Taiwan residents)."""


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to seventeen digits."""
    total = sum(map(mul, map(int, first_seventeen), _WEIGHTS))
    return _CHECK_CHARACTERS[total % 11]


def read_id_number(value: CellValue) -> str:
    """The number in its stored form, or empty for an empty cell.

    Raises:
        CellError: Anything that is not certainly a valid number. A numeric cell has lost its last
            digits (a double holds about 15.9), so it is refused rather than completed.
    """
    if isinstance(value, (int, float)):
        raise CellError(_numeric_reason(value))
    text = compact(value).lstrip("'’‘`").upper().replace("×", "X")
    if text:
        _check_shape(text)
        _check_content(text)
    return text


def birth_of(id_number: str) -> date:
    """Digits 7 to 14 of a valid number."""
    return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))


def sex_of(id_number: str) -> str:
    """Digit 17 of a valid number: odd is male."""
    return "男" if int(id_number[16]) % 2 else "女"


def _numeric_reason(value: float) -> str:
    if len(f"{value:.0f}") == OLD_ID_LENGTH:
        return _OLD_REASON
    return "身份证号存成了数字，末几位已经丢失，请把单元格设为文本后重新录入"


_OLD_REASON = "这是 15 位旧身份证号，请改填 18 位公民身份号码"


def _check_shape(text: str) -> None:
    if "E+" in text:
        raise CellError("身份证号成了科学计数法，末几位已经丢失，请设为文本后重新录入")
    if len(text) == OLD_ID_LENGTH and text.isdigit():
        raise CellError(_OLD_REASON)
    if len(text) != ID_LENGTH:
        raise CellError(f"身份证号应为 18 位，实际为 {len(text)} 位")
    if not _SHAPE.fullmatch(text):
        raise CellError("身份证号只能由数字组成（最后一位可以是 X）")


def _check_content(text: str) -> None:
    if check_character(text[:17]) != text[17]:
        raise CellError("身份证号校验位不符，请核对是否有一位抄错")
    if not _PROVINCES.match(text):
        raise CellError("身份证号前两位不是任何省份的代码")
    try:
        year = birth_of(text).year
    except ValueError:
        raise CellError("身份证号中的出生日期不存在") from None
    if year < _EARLIEST_YEAR:
        raise CellError("身份证号中的出生日期早于 1900 年")


_EARLIEST_YEAR = 1900
