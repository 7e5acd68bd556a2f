"""Rows of a list that speak of nobody: blank ones, repeated heads, notes at the foot.

When in doubt a row does speak of somebody: it is then refused aloud instead of dropped.
"""

from __future__ import annotations

import re

from jyguide.exchange.cell import cell_text, compact
from jyguide.exchange.table.header import Header
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.workbook import CellValue, Row

_SERIAL = re.compile(r"[0-9]{1,5}[.、]?")
_NUMBER_LIKE = re.compile(r"\+?[0-9Xx*-]{7,}")
_SHORT_HAN = re.compile(r"[㐀-鿿]{2,4}")
_TOTAL = re.compile(r"合计|总计|小计|共计")
_LABEL = re.compile(
    r"合计|总计|小计|共计|填表|制表|审核|审批|负责人|联系|填报|报送|单位|注|备注|说明|以上|以下"
    r"|日期|时间|经办|盖章|签字|签名|附件|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]"
)
_NOTE_LENGTH = 8
"""A lone text of that many characters is a sentence: names are shorter, addresses have numbers."""
_MOST_NOTE_CELLS = 4


def speaks_of_nobody(row: Row, header: Header, spec: TableSpec) -> bool:
    """Whether leaving the row out loses nobody's data."""
    filled = [(c, v) for c, v in enumerate(row) if is_filled(v)]
    return not filled or (
        _repeats_header(row, header, spec)
        or _is_only_numbered(filled, header, spec)
        or _is_note(filled)
    )


def is_filled(value: CellValue) -> bool:
    """Whether anything that can be seen stands in the cell."""
    return value is not None and (not isinstance(value, str) or bool(compact(value)))


def _repeats_header(row: Row, header: Header, spec: TableSpec) -> bool:
    return any(
        column is not None and spec.means(row[column], wanted)
        for wanted in spec.required
        for column in (header.columns.get(wanted),)
    )


def _is_only_numbered(
    filled: list[tuple[int, CellValue]], header: Header, spec: TableSpec
) -> bool:
    """A line of a form left empty: numbered, perhaps with the station and kind filled down."""
    used = {c: k for k, c in header.columns.columns.items()}
    return all(_is_form(used.get(column), value, spec) for column, value in filled)


def _is_form(key: str | None, value: CellValue, spec: TableSpec) -> bool:
    if key is None:
        return bool(_SERIAL.fullmatch(cell_text(value)))
    if key not in spec.filled_down:
        return False
    fits = spec.by_key[key].fits
    return fits is None or fits(value)


def _is_note(filled: list[tuple[int, CellValue]]) -> bool:
    texts = [compact(value) for _, value in filled]
    if _TOTAL.match(texts[0]):
        return not any(map(_may_be_person, texts[1:]))
    if len(texts) > _MOST_NOTE_CELLS or not all(isinstance(v, str) for _, v in filled):
        return False
    labelled = _LABEL.match(texts[0]) or ":" in texts[0] or "：" in texts[0]
    sentence = len(texts) == 1 and len(texts[0]) >= _NOTE_LENGTH
    return bool(labelled or sentence) and not any(map(_may_be_person, texts))


def _may_be_person(text: str) -> bool:
    """Whether the whole cell could be a name, an ID number or a phone."""
    if _NUMBER_LIKE.fullmatch(text):
        return True
    return bool(_SHORT_HAN.fullmatch(text)) and not _LABEL.match(text)
