"""The column that tells namesakes apart: an ID number, or its last characters."""

from __future__ import annotations

import re
from typing import Any

from jyguide.exchange.cell import CellValue, compact
from jyguide.exchange.table.spec import TableColumn, plain
from jyguide.masking import masked_id
from jyguide.people.id_number import ID_LENGTH, read_id_number

_TAIL = re.compile(r"[0-9]{3,16}[0-9X]")
_SHORT_TAIL = 4


def id_or_tail(value: CellValue) -> str:
    """A whole number, checked as anywhere, or its last four characters or more."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and len(str(value)) <= _SHORT_TAIL:
        return f"{value:04d}"  # a tail typed as a number has lost its noughts
    text = compact(value).lstrip("'’‘`*").upper().replace("×", "X")
    if isinstance(value, str) and len(text) < ID_LENGTH and _TAIL.fullmatch(text):
        return text
    return read_id_number(value)


def _shown(value: Any) -> str:
    """A tail as it is; a whole number masked."""
    text = plain(value)
    return text if len(text) <= _SHORT_TAIL else masked_id(text)


ID_COLUMN = TableColumn(
    "id_number",
    "身份证号",
    ("身份证号码", "公民身份号码", "身份证", "证件号码", "身份证后四位", "身份证尾号"),
    read=id_or_tail,
    shown=_shown,
    how="18 位，或者后四位；没有重名的可不填",
    example="998X",
    width=24,
)
