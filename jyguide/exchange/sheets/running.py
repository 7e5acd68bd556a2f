"""A sheet without headings, into which somebody typed questions line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jyguide.exchange.item_file import FoundItem, ItemFile, ItemRefusal
from jyguide.exchange.loose.items import parse_loose
from jyguide.exchange.loose.types import LineNotes
from jyguide.exchange.sheets.cells import PICTURE_LOST
from jyguide.exchange.workbook import CellValue, Sheet


def read_running_text(sheet: Sheet) -> ItemFile:
    """The questions of the sheet read as text; every place is named by its row."""
    lines = list(_lines(sheet))
    pictured = {
        number: LineNotes(losses=(PICTURE_LOST,), incomplete=True)
        for number, (row, _) in enumerate(lines, start=1)
        if row in sheet.picture_rows
    }
    found = parse_loose("\n".join(text for _, text in lines), pictured)
    rows = [row for row, _ in lines]

    def placed(line: int) -> tuple[str, int]:
        row = rows[line - 1] if 0 < line <= len(rows) else 0
        return f"“{sheet.name}”第 {row} 行", row

    return ItemFile(
        tuple(_item_at(item, *placed(item.line)) for item in found.items),
        tuple(_refusal_at(one, *placed(one.line)) for one in found.refused),
        (f"工作表“{sheet.name}”没有试题的表头，按一行一行的文字读入。",),
    )


def _item_at(item: FoundItem, position: str, row: int) -> FoundItem:
    return replace(item, position=position, line=row)


def _refusal_at(one: ItemRefusal, position: str, row: int) -> ItemRefusal:
    return replace(one, position=position, line=row)


def _lines(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Row number and text; the cells of a row stand one behind another."""
    for index, row in enumerate(sheet.rows):
        whole = "\t".join(_shown(value) for value in row if value is not None)
        for line in whole.split("\n"):
            yield sheet.row_number(index), line


def _shown(value: CellValue) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
