"""Reads an Excel form that a branch sent back, whatever was done to it meanwhile.

Rows are known by their codes and columns by their heads: moving, inserting, deleting and sorting
change nothing about what the rest says. Sums are not read except to say that they were changed.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from jyguide.errors import FileError
from jyguide.exchange.cell import CellValue, cell_text, compact
from jyguide.exchange.workbook import Sheet, read_workbook
from jyguide.ids import ChecklistId, RoundBranchId, RoundId
from jyguide.standard.form_code import FormKeys
from jyguide.standard.form_layout import (
    BRANCH,
    DAY,
    FORMAT,
    INSPECTOR,
    MARK,
    TOWNSHIP,
    FormColumn,
)

_NEEDED = (FormColumn.CODE, FormColumn.GIVEN)
_HEAD_ROWS = 40
"""Rows in which heads are looked for."""
_MOST_ROWS = 2000
"""No checklist is that long; what lies below is something else."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of a form that has a code.

    Attributes:
        number: The spreadsheet program's own number of the row.
        unknown: A formula without a result stands where points are given.
    """

    number: int
    code: str
    text: str
    given: CellValue = None
    applies: CellValue = None
    finding: CellValue = None
    points: CellValue = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """What one file says.

    Attributes:
        keys: From the hidden sheet; None where it is gone or cannot be read.
        digest: From there too; see `form_layout.form_digest`.
        round_name: From there as well, for sentences.
        over: All that stands over the table, without blanks.
        branch, township: As the head says.
        day: What stands beside 自查日期.
        total: What stands beside 总得分; None where nothing does.
        letters: Of the columns, for naming cells.
    """

    file: Path
    keys: FormKeys | None
    digest: str
    round_name: str
    over: str
    branch: str
    township: str
    inspector: str
    day: CellValue
    total: CellValue
    rows: tuple[FormRow, ...]
    letters: Mapping[FormColumn, str]

    def cell(self, row: FormRow, column: FormColumn) -> str:
        """A cell by its address, or the row where the column is gone."""
        letter = self.letters.get(column, "")
        return f"{letter}{row.number}" if letter else f"第 {row.number} 行"


def read_form(path: Path) -> ReturnedForm:
    """Read one file; xls, et and ods that it was saved as are read too.

    Raises:
        FileError: missing, locked, protected by a password, damaged, too large, no such form, or
            one of a newer release.
    """
    sheets = read_workbook(path)
    hidden = _key_values(sheets)
    _refuse_newer(hidden, path)
    for sheet in sheets:
        heads = _heads(sheet)
        if heads is not None:
            return _form(path, sheet, heads, hidden)
    raise FileError(
        f"“{path.name}”不是自查表：没有找到“编号”和“自评”两列，没有读入任何内容。",
        hint="请选择由“导出自查表”生成、由支部填写的文件；表头被改过的，请支部用原来的文件重填。",
    )


@dataclass(frozen=True, slots=True)
class _Heads:
    """The row of heads, and where each column stands."""

    row: int
    columns: Mapping[FormColumn, int]


def _heads(sheet: Sheet) -> _Heads | None:
    names = {compact(column.value): column for column in FormColumn}
    for at, row in enumerate(sheet.rows[:_HEAD_ROWS]):
        found: dict[FormColumn, int] = {}
        for place, value in enumerate(row):
            column = names.get(compact(value))
            if column is not None:
                found.setdefault(column, place)
        if all(column in found for column in _NEEDED):
            return _Heads(at, found)
    return None


def _form(path: Path, sheet: Sheet, heads: _Heads, hidden: Mapping[str, str]) -> ReturnedForm:
    over = sheet.rows[: heads.row]
    return ReturnedForm(
        file=path,
        keys=_keys(hidden),
        digest=hidden.get("digest", ""),
        round_name=hidden.get("round_name", ""),
        over="".join(compact(value) for row in over for value in row),
        branch=cell_text(_beside(over, BRANCH)),
        township=cell_text(_beside(over, TOWNSHIP)),
        inspector=cell_text(_beside(over, INSPECTOR)),
        day=_beside(over, DAY),
        total=_beside(over, "总得分"),
        rows=tuple(_rows(sheet, heads)),
        letters={column: _letter(at) for column, at in heads.columns.items()},
    )


def _rows(sheet: Sheet, heads: _Heads) -> Iterator[FormRow]:
    below = islice(enumerate(sheet.rows), heads.row + 1, heads.row + 1 + _MOST_ROWS)
    given = heads.columns[FormColumn.GIVEN]
    for at, row in below:
        cells = {column: row[place] for column, place in heads.columns.items()}
        code = compact(cells[FormColumn.CODE]).upper()
        if not code or "、" in code:  # an aspect's line
            continue
        number = sheet.row_number(at)
        yield FormRow(
            number,
            code,
            cell_text(cells.get(FormColumn.TEXT)),
            cells[FormColumn.GIVEN],
            cells.get(FormColumn.APPLIES),
            cells.get(FormColumn.FINDING),
            cells.get(FormColumn.POINTS),
            (number, given) in sheet.unknown_cells,
        )


def _beside(rows: tuple[tuple[CellValue, ...], ...], key: str) -> CellValue:
    """What stands right of a key over the table, or behind a colon in its own cell."""
    for row in rows:
        for at, value in enumerate(row):
            text = compact(value)
            if text in (key, f"{key}:"):
                return next((one for one in row[at + 1 : at + 3] if one is not None), None)
            if text.startswith(f"{key}:"):
                return text[len(key) + 1 :]
    return None


def _key_values(sheets: tuple[Sheet, ...]) -> dict[str, str]:
    """What the hidden sheet says; empty where there is none."""
    for sheet in sheets:
        pairs = {
            cell_text(row[0]): cell_text(row[1]) for row in sheet.rows if len(row) > 1 and row[0]
        }
        if MARK in pairs:
            return pairs
    return {}


def _refuse_newer(hidden: Mapping[str, str], path: Path) -> None:
    number = hidden.get(MARK, "")
    if number.isdecimal() and int(number) > FORMAT:
        raise FileError(
            f"“{path.name}”是更新版本的程序导出的自查表，没有读入任何内容。",
            hint="请先把本机的程序更新到最新版本，再收这份自查表。",
        )


def _keys(hidden: Mapping[str, str]) -> FormKeys | None:
    try:
        round_, branch, checklist = (
            uuid.UUID(hidden[name]) for name in ("round", "branch", "checklist")
        )
    except (KeyError, ValueError):
        return None
    return FormKeys(RoundId(round_), RoundBranchId(branch), ChecklistId(checklist))


def _letter(at: int) -> str:
    """``0`` as ``A``, ``26`` as ``AA``."""
    text, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
