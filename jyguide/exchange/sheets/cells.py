"""One row of a sheet as plain text by field, with what is wrong with its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from jyguide.exchange.sheets.fields import ItemField
from jyguide.exchange.sheets.header import Header
from jyguide.exchange.sheets.literal import MARK, unmarked
from jyguide.exchange.workbook import CellValue, Sheet

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters nobody typed and no file can hold; tabs and line ends are none of them."""
PICTURE_LOST = "这一行有图片，图片没有导入，先存为草稿；请改写成文字后启用。"
_LINE_END = re.compile(r"\r\n?|\x0b")
_ERROR_VALUE = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)")
_SHOWN = 20
_EXACT_NUMBER = 10**15
_DATED = (date, time, timedelta)


@dataclass(slots=True)
class RowCells:
    """What the cells of one row say.

    Attributes:
        row: The number that the spreadsheet program shows beside it.
        texts: By field; a field without a column, or with an empty cell, is missing.
        options: Texts of the columns of single options, up to the last that is filled.
        literal: Fields, and indexes of options, whose text is to be taken exactly.
        faults: ``(heading, sentence)`` of each cell that cannot be read.
        doubtful: A cell may not hold what somebody typed into it.
    """

    sheet: str
    row: int
    texts: dict[ItemField, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    literal: set[ItemField | int] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    doubtful: bool = False

    def text(self, wanted: ItemField) -> str:
        return self.texts.get(wanted, "")


class CellReader:
    """Reads the rows below one header."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._sheet = sheet
        self._header = header
        self._calculated = bool(sheet.unknown_cells)
        self._columns = tuple(header.columns.items())
        self._options = tuple(sorted(header.options.items()))

    def read(self, index: int) -> RowCells:
        """The row at that position of the sheet."""
        row = self._sheet.rows[index]
        cells = RowCells(self._sheet.name, self._sheet.row_number(index))
        for key, column in self._columns:
            value = row[column]
            if value is not None or self._calculated:
                text = self._text(cells, key, value, column)
                if text:
                    cells.texts[key] = text
        options = [""] * (self._options[-1][0] + 1 if self._options else 0)
        for number, column in self._options:
            value = row[column]
            if value is not None or self._calculated:
                options[number] = self._text(cells, number, value, column)
        while options and not options[-1]:
            options.pop()
        cells.options = tuple(options)
        if cells.row in self._sheet.picture_rows:
            cells.doubtful = True
            cells.warnings.append(PICTURE_LOST)
        return cells

    def _text(self, cells: RowCells, key: ItemField | int, value: CellValue, column: int) -> str:
        if value is None:
            if (cells.row, column) in self._sheet.unknown_cells:
                self._refuse(cells, column, "这一格的公式没有结果，或是错误值；请改成文字。")
            return ""
        if not isinstance(value, str):
            return self._typed(cells, key, value, column)
        bare = value.strip()
        if bare.isprintable() and value[:1] != MARK and bare[:1] not in "#=":
            return bare  # as nearly all cells are: the rest asks what can make it otherwise
        text, literal = unmarked(value)
        if literal:
            cells.literal.add(key)
        elif text[:1] == "#" and _ERROR_VALUE.fullmatch(text):
            self._refuse(cells, column, f"这一格是错误值“{text}”，请改成文字。")
        elif text.startswith(_PICTURE_FORMULA):
            self._refuse(cells, column, "这一格里是嵌入的图片，读不出来；请改写成文字。")
        return self._clean(cells, text, column)

    def _clean(self, cells: RowCells, text: str, column: int) -> str:
        if not CONTROL.search(text):
            return text
        lined = _LINE_END.sub("\n", text)
        cleaned = CONTROL.sub("", lined)
        if cleaned != lined:
            name = self._header.texts[column]
            cells.warnings.append(f"“{name}”里有看不见的控制字符，已经去掉。")
        return cleaned

    def _typed(self, cells: RowCells, key: ItemField | int, value: CellValue, column: int) -> str:
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, (int, float)):
            return self._number(cells, key, value, column)
        if key is ItemField.EDITION and isinstance(value, (date, datetime)):
            return f"{value.year}年{value.month}月{value.day}日"
        if isinstance(value, _DATED):
            self._refuse(
                cells,
                column,
                f"这一格被表格程序存成了日期或时间（{value}），看不出原来写的是什么；"
                "请把这一格设为文本格式后重新填写。",
            )
        return ""

    def _number(self, cells: RowCells, key: ItemField | int, value: float, column: int) -> str:
        if abs(value) >= _EXACT_NUMBER:
            reason = "这一格的数字太长，末几位已经丢失；请设为文本后重新填写。"
            self._refuse(cells, column, reason)
        if float(value).is_integer():
            return str(int(value))
        if key not in _LOOSE_NUMBERS:
            cells.doubtful = True
            cells.warnings.append(
                f"“{self._header.texts[column]}”这一格存的是数字 {value:.12g}；"
                "如果原来写的是百分数或分数，请改正。先存为草稿。"
            )
        return f"{value:.12g}"

    def _refuse(self, cells: RowCells, column: int, reason: str) -> None:
        cells.faults.append((self._header.texts[column], reason))


_PICTURE_FORMULA = ("=DISPIMG(", "=_xlfn.DISPIMG(")
"""What WPS leaves for other programs in a cell that a picture is embedded in."""
_LOOSE_NUMBERS = frozenset({ItemField.NUMBER, ItemField.DIFFICULTY, ItemField.SCORE})
"""Fields in which a broken number does no harm to what is taught."""


def shown(text: str) -> str:
    """The beginning of a text, for a sentence about it."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
