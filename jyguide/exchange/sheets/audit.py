"""The bank as a workbook for a reviewer: one row an item, with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.bank.check import OPTION_KINDS
from jyguide.bank.entry import BankEntry, LeftOut, Written
from jyguide.bank.item import OPTION_LETTERS, ItemContent
from jyguide.bank.row import KIND_NAMES, STATUS_NAMES, answer_text
from jyguide.documents.files import replace_when_whole
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exchange.cell_writing import put
from jyguide.exchange.sheets.layout import LONGEST_CELL
from jyguide.exchange.sheets.notation import spell_points
from jyguide.exchange.sheets.paper import print_across, row_height

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET = "题库审核表"
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("题号", 8),
    ("所属问题", 6),
    ("题型", 7),
    ("题干", 28),
    ("选项", 24),
    ("答案", 24),
    ("解析", 26),
    ("考查", 11),
    ("依据", 13),
    ("版本", 10),
    ("条款", 8),
    ("状态", 6),
    ("事实编号", 32),
    ("审核意见", 18),
)
"""Heading and width in characters; facts stand with their words: nobody has to look them up."""
_CENTRED = frozenset({"题号", "所属问题", "题型", "状态"})
_HEADING_FILL = "FFFBE9E7"
_ZEBRA_FILL = "FFF8F8F8"
_BORDER = "FFD9D9D9"
_SIZE = 10
_FULL_TEXT = "依据条文全文核对"


def write_audit_workbook(
    path: Path, rows: Sequence[BankEntry], facts: Mapping[int, str] | None = None
) -> Written:
    """Write one row an item, to be read on screen or printed on A4 across.

    Args:
        path: The file to write.
        rows: The items in the order wanted.
        facts: The short text of checked facts by number; a fact not in it is named by its number.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it

    book = Workbook()
    page = book.worksheets[0]
    page.title = _SHEET
    lines = [_line(entry, facts or {}) for entry in rows]
    left_out = [
        LeftOut(entry.number, f"有一格超过 {LONGEST_CELL:,} 个字，表格里放不下。")
        for entry, line in zip(rows, lines, strict=True)
        if not _fits(line)
    ]
    _write(page, [line for line in lines if _fits(line)])
    print_across(page)
    page.print_title_rows = "1:1"
    with replace_when_whole(path) as part:
        PRACTICE.on_workbook(book)
        book.save(part)
    return Written(len(lines) - len(left_out), tuple(left_out))


def _fits(line: Sequence[str]) -> bool:
    return all(len(text.encode("utf-16-le", "replace")) // 2 <= LONGEST_CELL for text in line)


def _line(entry: BankEntry, facts: Mapping[int, str]) -> tuple[str, ...]:
    content = entry.content
    return (
        entry.number,
        entry.question,
        KIND_NAMES[content.kind],
        content.stem,
        "\n".join(_lettered(content, letter) for letter in _letters(content)),
        _answer(content),
        content.explanation,
        content.tests,
        content.regulation,
        content.edition,
        content.article,
        "需复核" if entry.recalled else STATUS_NAMES[entry.status],
        _FULL_TEXT if entry.on_full_text else _facts(entry, facts),
        "",
    )


def _facts(entry: BankEntry, known: Mapping[int, str]) -> str:
    return "\n".join(f"{number} {known.get(number, '')}".strip() for number in entry.facts)


def _letters(content: ItemContent) -> str:
    return OPTION_LETTERS[: len(content.options)]


def _lettered(content: ItemContent, letter: str) -> str:
    index = OPTION_LETTERS.find(letter)
    known = 0 <= index < len(content.options)
    return f"{letter}. {content.options[index]}" if known else letter


def _answer(content: ItemContent) -> str:
    """Letters with what they stand for; words with their key points."""
    if content.answer is None:
        return "（没有答案）"
    if content.kind in OPTION_KINDS and isinstance(content.answer, str):
        return "\n".join(_lettered(content, letter) for letter in content.answer)
    points = spell_points(content.key_points).strip()
    shown = answer_text(content.kind, content.answer)
    return f"{shown}\n【要点】\n{points}" if points else shown


def _write(page: Worksheet, lines: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import (  # noqa: PLC0415 - see write_audit_workbook
        Alignment,
        Border,
        Font,
        PatternFill,
        Side,
    )
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    small = Font(size=_SIZE)
    thin = Side(style="thin", color=_BORDER)
    frame = Border(left=thin, right=thin, top=thin, bottom=thin)
    middle = Alignment(horizontal="center", vertical="top", wrap_text=True)
    left = Alignment(vertical="top", wrap_text=True)
    zebra = PatternFill("solid", fgColor=_ZEBRA_FILL)
    heading = PatternFill("solid", fgColor=_HEADING_FILL)
    for row, line in enumerate([[name for name, _ in _COLUMNS], *lines], start=1):
        for column, text in enumerate(line, start=1):
            cell = page.cell(row, column)
            put(cell, text or None)  # type: ignore[arg-type] # we never merge cells
            cell.border, cell.font = frame, small
            centred = row == 1 or _COLUMNS[column - 1][0] in _CENTRED
            cell.alignment = middle if centred else left
            if row == 1:
                cell.fill, cell.font = heading, Font(size=_SIZE, bold=True)
            elif row % 2:
                cell.fill = zebra
    for column, (_, width) in enumerate(_COLUMNS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    for row, line in enumerate(lines, start=2):
        page.row_dimensions[row].height = row_height(line, [width for _, width in _COLUMNS])
    page.row_dimensions[1].height = 30
    page.freeze_panes = "D2"
    page.auto_filter.ref = page.dimensions
