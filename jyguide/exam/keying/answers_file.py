"""A class's answers in a workbook or separated text, as an instructor or a clerk fills it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jyguide.bank.item import ItemKind
from jyguide.errors import FileError
from jyguide.exam.keying.block import run_of
from jyguide.exam.keying.people import FileRow, plain
from jyguide.exam.keying.rows import ANSWERS, KeyedRow, KeyingLayout, left_text, read_keyed
from jyguide.exchange.workbook import CellValue, Sheet, read_workbook

NAME, TAIL, VARIANT, ABSENT, RUN = "姓名", "身份证号后四位", "卷别", "缺考", "答案"
"""What the columns of our own template are called."""

_HEADS = {
    NAME: ("姓名", "名字", "考生", "考生姓名"),
    TAIL: ("身份证号后四位", "身份证后四位", "后四位", "编号", "考号", "准考证号", "身份证号"),
    VARIANT: ("卷别", "卷", "试卷", "AB卷", "卷型"),
    ABSENT: ("缺考", "是否缺考"),
    RUN: ("答案", "选择题答案", "客观题", "选择、判断", "客观题答案"),
}
_ITEM = re.compile(r"(?:第|题|Q)?(\d{1,3})(?:题)?(?:[.\-_(]?([1-9①-⑩])\)?)?(?:填空|得分.*|分)?")
_CIRCLED = {sign: str(n) for n, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)}
_YES = frozenset({"是", "缺考", "√", "1", "Y", "缺"})
_HEADER_WITHIN = 10
_MOST = 8
"""So many faults are told at once."""
_EXACT_BELOW = 1e15
"""A spreadsheet program keeps fifteen digits of a number and makes the others zeros."""
_BETWEEN_BLANKS = re.compile(r"[;；|]")


@dataclass(slots=True)
class _Table:
    """A sheet under its header: which column is what.

    Attributes:
        columns: By ``NAME``, ``TAIL`` …; by ``7`` or ``9.1`` for items.
    """

    sheet: Sheet
    head: int
    columns: dict[str, int] = field(default_factory=dict)

    def value(self, row: int, key: str) -> CellValue:
        at = self.columns.get(key)
        return None if at is None else self.sheet.rows[row][at]

    def text(self, row: int, key: str) -> str:
        return _text(self.value(row, key))


def read_answers_file(
    path: Path, layouts: Mapping[str, KeyingLayout], only: str = ""
) -> tuple[FileRow, ...]:
    """All rows of a file, each of them sound, or none.

    Args:
        path: A workbook or separated text, in whichever encoding.
        layouts: The paper's variants.
        only: The variant of rows that name none.

    Raises:
        FileError: Unreadable, a column missing, or something in it that cannot be right; the
            sentence names row, item and reason.
    """
    table = _table(path)
    _check_columns(table, next(iter(layouts.values())), path.name)
    rows, faults = [], []
    for index in range(table.head + 1, len(table.sheet.rows)):
        if not any(_text(value) for value in table.sheet.rows[index]):
            continue
        one = _row(table, index, layouts, only)
        faults += [
            f"第 {one.line} 行{f'（{who}）' if (who := one.name or one.tail) else ''}：{said}"
            for said in _faults(table, index, one, layouts)
        ]
        rows.append(one)
    if faults:
        more = f"另有 {len(faults) - _MOST} 处。" if len(faults) > _MOST else ""
        raise _refused(path.name, "".join(faults[:_MOST]) + more)
    if not rows:
        raise _refused(path.name, "表头下面一行答案也没有。")
    return tuple(rows)


def _table(path: Path) -> _Table:
    for sheet in read_workbook(path):
        for index, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
            columns = _columns(row)
            if (NAME in columns or TAIL in columns) and (
                RUN in columns or any(key[0].isdigit() for key in columns)
            ):
                return _Table(sheet, index, columns)
    raise FileError(
        f"“{path.name}”里没有找到表头，没有读入任何答案。",
        hint="第一行要有“姓名”（或“编号”），以及“答案”一列或题号 1、2、3……各列；"
        "可以先导出模板，照着填。",
    )


def _columns(row: Sequence[CellValue]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, value in enumerate(row):
        head = plain(_text(value)).lstrip("*")
        known = next((key for key, heads in _HEADS.items() if head in map(plain, heads)), "")
        item = _ITEM.fullmatch(_uncircled(_text(value)))
        if not known and item:
            known = item[1].lstrip("0") + (f".{item[2]}" if item[2] else "")
        if known:
            found.setdefault(known, at)
    return found


def _uncircled(text: str) -> str:
    for sign, digit in _CIRCLED.items():
        text = text.replace(sign, f"-{digit}")
    return plain(text)


def _text(value: CellValue) -> str:
    """A cell as it was meant: a number that Excel made of a digit is that digit again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "√" if value else "×"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _check_columns(table: _Table, layout: KeyingLayout, name: str) -> None:
    """Every item has its column, and no column is of no item."""
    kinds = {item.number: item.place.content.kind for item in layout.items}
    numbers = {int(key.partition(".")[0]) for key in table.columns if key[0].isdigit()}
    if strange := sorted(numbers - kinds.keys()):
        raise _refused(name, f"试卷共 {len(kinds)} 题，没有第 {strange[0]} 题，表头却有。")
    runs = {slot.number for slot in layout.slots}
    if RUN in table.columns and numbers & runs:
        raise _refused(name, "“答案”一列和选择、判断题的题号列只能有一种。")
    needed = {number for number, kind in kinds.items() if kind is ItemKind.FILL_IN}
    if RUN not in table.columns:
        needed |= runs
    if missing := sorted(needed - numbers):
        said = "、".join(map(str, missing[:_MOST])) + ("……" if len(missing) > _MOST else "")
        raise _refused(name, f"缺少第 {said} 题的列。")


def _tail(value: CellValue) -> str:
    """The last four of an ID number; zeros that a spreadsheet program dropped are put back."""
    text = plain(_text(value))[-4:]
    return text.zfill(4) if text.isdigit() else text


def _row(table: _Table, index: int, layouts: Mapping[str, KeyingLayout], only: str) -> FileRow:
    variant = plain(table.text(index, VARIANT)).removesuffix("卷") or only
    if "" in layouts:  # one paper only: what the column says does not matter
        variant = ""
    absent = plain(table.text(index, ABSENT)) in _YES
    layout = layouts.get(variant)
    fields = {} if layout is None or absent else dict(_fields(table, index, layout))
    return FileRow(
        table.sheet.row_number(index),
        table.text(index, NAME),
        _tail(table.value(index, TAIL)),
        KeyedRow(variant, fields, absent),
    )


def _fields(table: _Table, index: int, layout: KeyingLayout) -> Iterator[tuple[str, str]]:
    if RUN in table.columns:
        yield ANSWERS, table.text(index, RUN)
    elif layout.slots:
        run = run_of([table.text(index, f"{slot.number}") for slot in layout.slots])
        if run:
            yield ANSWERS, run
    for column in layout.columns:
        if column.item is None:
            continue
        whole = table.text(index, f"{column.item.number}")
        if column.blank is None:
            yield column.key, whole
        elif column.key in table.columns:
            yield column.key, table.text(index, column.key)
        else:
            parts = _BETWEEN_BLANKS.split(whole)
            yield column.key, parts[column.blank] if column.blank < len(parts) else ""


def _faults(
    table: _Table, index: int, one: FileRow, layouts: Mapping[str, KeyingLayout]
) -> list[str]:
    line = table.sheet.row_number(index)
    unknown = [at for row, at in table.sheet.unknown_cells if row == line]
    if unknown:
        return [f"第 {unknown[0] + 1} 列是没有算出结果的公式。"]
    if not one.name and not one.tail:
        return ["没有写姓名，也没有写编号。"]
    number = table.value(index, TAIL)
    if isinstance(number, float) and number >= _EXACT_BELOW:
        return ["身份证号存成了数字，末几位已经丢失；请把这一列设为文本后重填，或只填后四位。"]
    if one.row.absent:
        return []
    if one.row.variant in layouts and one.row.empty:
        return ["没有答案；缺考的请在“缺考”列写“是”。"]
    reading = read_keyed(layouts, one.row)
    return [*reading.problems, *filter(None, [left_text(reading)])]


def _refused(name: str, reason: str) -> FileError:
    return FileError(
        f"“{name}”没有读入，没有评分，也没有存入：{reason}", hint="请改正文件后再试一次。"
    )
