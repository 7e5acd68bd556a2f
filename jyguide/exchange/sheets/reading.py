"""Items from workbooks and separated text, whoever laid the columns out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jyguide.bank.item import ItemKind
from jyguide.errors import FileError
from jyguide.exchange.item_file import FoundItem, ItemFile, ItemRefusal
from jyguide.exchange.loose.lines import kind_of, read_section
from jyguide.exchange.sheets.cells import CellReader, RowCells
from jyguide.exchange.sheets.fields import ItemField
from jyguide.exchange.sheets.header import Header, find_header
from jyguide.exchange.sheets.items import Place, build_item
from jyguide.exchange.sheets.layout import GUIDE, LISTS
from jyguide.exchange.sheets.literal import EXAMPLE
from jyguide.exchange.sheets.running import read_running_text
from jyguide.exchange.workbook import TEXT_SUFFIXES, Row, Sheet, read_workbook

MOST_ROWS = 100_000
"""Rows below all headers; a bank of a whole province is smaller."""
_OWN_SHEETS = frozenset({GUIDE, LISTS})
_DECORATION = frozenset(
    {
        ItemField.KIND,
        ItemField.DIFFICULTY,
        ItemField.CATEGORY,
        ItemField.STATUS,
        ItemField.SCORE,
        ItemField.QUESTION,
    }
)
"""Fields that are filled in far below the last item, by merging, dragging or a template."""
_SERIAL = re.compile(r"\d+[.、．]?")


@dataclass(slots=True)
class _Found:
    """What the sheets hold so far."""

    items: list[FoundItem] = field(default_factory=list)
    refused: list[ItemRefusal] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_item_sheets(path: Path) -> ItemFile:
    """Every item of a ``.xlsx .xls .ods`` or ``.csv`` file, columns known by their headings.

    A row that cannot be understood is refused with its cell, so that an error workbook can be
    written from the refusals; sheets and columns that nothing is read from are named in the
    notices.

    Raises:
        FileError: The file cannot be read, no sheet has the headings of a question bank, there is
            no row below them, or there are more than 100,000.
    """
    sheets = read_workbook(path)
    headers = _headers(sheets)
    _check_size(path, sheets)
    if not headers:
        return _without_headings(path, sheets)
    found = _Found()
    for sheet in sheets:
        if sheet.name in headers:
            _read_sheet(sheet, headers[sheet.name], found)
        elif sheet.rows and sheet.name != LISTS:
            found.notices.append(_passed_over(sheet))
    found.notices += _with_pictures(sheets)
    if not found.items and not found.refused:
        raise FileError(
            f"“{path.name}”的表头下面没有题目，没有导入任何题目。",
            hint="每道题填一行；题号写着“示例”的行不会导入。",
        )
    return ItemFile(tuple(found.items), tuple(found.refused), tuple(found.notices))


def header_rows(path: Path) -> dict[str, int]:
    """Number of the header row of each sheet with items, as an error workbook wants them.

    Raises:
        FileError: The file cannot be read.
    """
    sheets = read_workbook(path)
    headers = _headers(sheets)
    return {s.name: s.row_number(headers[s.name].index) for s in sheets if s.name in headers}


def _headers(sheets: tuple[Sheet, ...]) -> dict[str, Header]:
    read = (sheet for sheet in sheets if not sheet.hidden and sheet.name not in _OWN_SHEETS)
    found = ((sheet.name, find_header(sheet)) for sheet in read)
    return {name: header for name, header in found if header is not None}


def _without_headings(path: Path, sheets: tuple[Sheet, ...]) -> ItemFile:
    """What is left to try: a workbook used as writing paper."""
    if path.suffix.lower() not in TEXT_SUFFIXES:
        shown = (sheet for sheet in sheets if not sheet.hidden and sheet.name not in _OWN_SHEETS)
        read = {sheet.name: read_running_text(sheet) for sheet in shown}
        found = {name: file for name, file in read.items() if file.items}
        rest = [s for s in sheets if s.rows and s.name not in found and s.name != LISTS]
        if found:
            return ItemFile(
                tuple(item for file in found.values() for item in file.items),
                tuple(one for file in found.values() for one in file.refused),
                (
                    *(n for file in found.values() for n in file.notices),
                    *map(_passed_over, rest),
                    *_with_pictures(sheets),
                ),
            )
    raise _no_header(path)


def _check_size(path: Path, sheets: tuple[Sheet, ...]) -> None:
    count = sum(len(sheet.rows) for sheet in sheets)
    if count > MOST_ROWS:
        raise FileError(
            f"“{path.name}”有 {count:,} 行，超过了 {MOST_ROWS:,} 行的上限，没有导入任何题目。",
            hint="请拆成几个文件分别导入。",
        )


def _no_header(path: Path) -> FileError:
    return FileError(
        f"“{path.name}”里没有找到试题的表头，没有导入任何题目。",
        hint="表头要有“题干”，还要有“题型”“选项A”“正确答案”等列名，并在前 30 行之内。"
        "可下载模板对照。",
    )


def _passed_over(sheet: Sheet) -> str:
    if sheet.name == GUIDE:
        return f"工作表“{GUIDE}”是填写说明，没有读入。"
    if sheet.hidden:
        return f"工作表“{sheet.name}”是隐藏的，没有读入；里面有题目的，请先取消隐藏。"
    return f"工作表“{sheet.name}”没有试题的表头，没有读入。"


def _with_pictures(sheets: tuple[Sheet, ...]) -> list[str]:
    """Every sheet with pictures by name, also where they lie beside the items."""
    return [
        f"工作表“{sheet.name}”里有图片（第 {_first_of(sheet.picture_rows)} 行），图片没有导入。"
        for sheet in sheets
        if sheet.picture_rows and not sheet.hidden and sheet.name not in _OWN_SHEETS
    ]


def _first_of(rows: frozenset[int]) -> str:
    first = "、".join(map(str, sorted(rows)[:_MOST_NAMED]))
    return f"{first} 等 {len(rows)}" if len(rows) > _MOST_NAMED else first


def _read_sheet(sheet: Sheet, header: Header, found: _Found) -> None:
    reader = CellReader(sheet, header)
    kind = kind_of(sheet.name)
    header_row = sheet.rows[header.index]
    filled: set[int] = set()
    for index, row in _rows_with_text(sheet, header):
        if row == header_row:  # a long list printed with its headings on every page
            continue
        section = _section(row)
        if section is not None:
            kind = section[0]
            continue
        if header.ignored:
            filled.update(c for c in header.ignored if row[c] is not None)
        _take(reader.read(index), Place(header, kind), found)
    if unread := [header.texts[c] for c in header.ignored if c in filled]:
        more = f"等 {len(unread)} " if len(unread) > _MOST_NAMED else ""
        named = "”“".join(unread[:_MOST_NAMED])
        found.notices.append(f"工作表“{sheet.name}”的“{named}”{more}列没有读入。")


_MOST_NAMED = 20


def _rows_with_text(sheet: Sheet, header: Header) -> Iterator[tuple[int, Row]]:
    calculated = {number for number, _ in sheet.unknown_cells}
    for index in range(header.index + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if row.count(None) < len(row) or sheet.row_number(index) in calculated:
            yield index, row


def _section(row: Row) -> tuple[ItemKind | None] | None:
    """What a heading between the rows says, such as 二、多选题 alone in its row."""
    if row.count(None) != len(row) - 1:
        return None
    text = next(value for value in row if value is not None)
    section = read_section(text.strip()) if isinstance(text, str) else None
    return (section.kind,) if section else None


def _take(cells: RowCells, place: Place, found: _Found) -> None:
    if cells.text(ItemField.NUMBER) == EXAMPLE and ItemField.NUMBER not in cells.literal:
        return
    if not _says_anything(cells):
        return
    built = build_item(cells, place)
    if isinstance(built, FoundItem):
        found.items.append(built)
    else:
        found.refused.append(built)


def _says_anything(cells: RowCells) -> bool:
    if cells.options or cells.faults or cells.warnings:
        return True
    said = cells.texts.keys() - _DECORATION
    serial = _SERIAL.fullmatch(cells.text(ItemField.NUMBER))
    return bool(said - {ItemField.NUMBER} if serial else said)
