"""Our own layout of a checklist in a workbook; what is written in it reads back the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from jyguide.documents.dates import tenths_text
from jyguide.errors import FileError
from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.workbook import Row, Sheet
from jyguide.standard.checking import sum_sentence, total_points
from jyguide.standard.checklist import FULL, METHOD_NAMES, Basis, Criterion, Grade
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, Aspect
from jyguide.standard.sheet.draft import SheetDraft, SheetGroup, SheetLine
from jyguide.standard.sheet.wording import tenths_of

SHEET = "检查表"
KIND_HEAD = "适用支部"
NOTE_HEAD = "说明"
YES = "是"

_BAR = "｜"
_PART = re.compile(rf"((?:\\.|[^{_BAR}])*)({_BAR}|$)")
"""What stands between two bars; a bar or backslash inside has a backslash before it."""
_ESCAPED = re.compile(r"\\(.)")
_SEARCHED = 10


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of our layout; `write` gives the cell, `read` the field's value.

    `read` raises `CellError` where a person wrote what cannot be understood.
    """

    head: str
    width: int
    field: str
    write: Callable[[Criterion], CellValue]
    read: Callable[[CellValue], Any]


def _text(value: CellValue) -> str:
    return cell_text(value)


def _points(value: CellValue) -> int:
    if not compact(value):
        return 0
    found = tenths_of(value)
    if found is None or found < 0:
        raise CellError(f"“{cell_text(value)}”不是分值，要写 0 或正数，最多一位小数")
    return found


def _percent(value: CellValue) -> int:
    text = compact(value).removesuffix("%")
    if isinstance(value, int | float) and 0 < value <= 1:  # as Excel keeps a typed 95%
        text = str(round(value * 100))
    if not text:
        return 100
    if not text.isdecimal():
        raise CellError(f"“{cell_text(value)}”不是百分数，要写 1 到 100 的整数")
    return int(text[:4])


def _lines(value: CellValue) -> tuple[str, ...]:
    return tuple(line.strip() for line in cell_text(value).splitlines() if line.strip())


def _grades(value: CellValue) -> tuple[Grade, ...]:
    return tuple(_grade(line) for line in _lines(value))


def _grade(line: str) -> Grade:
    label, bar, points = line.rpartition(_BAR)
    found = tenths_of(points)
    if not bar or found is None or found < 0:
        raise CellError(f"“{line}”要写成“做到什么样{_BAR}分值”，每档一行")
    return Grade(label.strip(), found)


def _basis(value: CellValue) -> tuple[Basis, ...]:
    return tuple(_one_basis(line) for line in _lines(value))


_CHECKED = {
    "VERIFIED": "已核对条文",
    "VERIFIED-文意": "已核对文意",
    "VERIFIED-2017底本": "按2017年版核对",
}
"""How sure a fact is, in the words of people."""
_CHECKED_AS = {words: status for status, words in _CHECKED.items()}


def _one_basis(line: str) -> Basis:
    """``依据｜原文｜事实编号｜核实情况``, as much of it as there is."""
    parts = [_ESCAPED.sub(r"\1", found[1]).strip() for found in _PART.finditer(line)]
    source, text, fact, status = (*parts, "", "", "")[:4]
    if fact and not fact.isdecimal():
        raise CellError(f"“{fact}”不是事实编号，要写整数或留空")
    return Basis(source, text, int(fact or 0), _CHECKED_AS.get(status, status))


def _basis_line(one: Basis) -> str:
    parts = [one.source, one.text, str(one.fact or ""), _CHECKED.get(one.status, one.status)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return _BAR.join(_NEEDS_ESCAPE.sub(r"\\\1", part) for part in parts)


_NEEDS_ESCAPE = re.compile(rf"([\\{_BAR}])")


def _choice(names: dict[Any, str], what: str) -> Callable[[CellValue], Any]:
    by_name = {name: value for value, name in names.items()}

    def read(value: CellValue) -> Any:
        found = by_name.get(compact(value))
        if found is None:
            raise CellError(f"没有“{cell_text(value)}”这种{what}，可写：{'、'.join(by_name)}")
        return found

    return read


def _veto(value: CellValue) -> bool:
    text = compact(value)
    if text not in {"", YES, "否"}:
        raise CellError(f"“{cell_text(value)}”看不懂，要写“{YES}”或留空")
    return text == YES


def _shown(points: int) -> CellValue:
    return points / 10 if points % 10 else points // 10


def _if_any(points: int) -> CellValue:
    return _shown(points) if points else None


COLUMNS: tuple[OwnColumn, ...] = (
    OwnColumn("方面", 16, "aspect", lambda one: ASPECT_NAMES[one.aspect],
              _choice(ASPECT_NAMES, "方面")),
    OwnColumn("编号", 7, "code", lambda one: one.code, _text),
    OwnColumn("考核内容", 44, "text", lambda one: one.text, _text),
    OwnColumn("分值", 7, "points", lambda one: _shown(one.points), _points),
    OwnColumn("评分方式", 10, "method", lambda one: METHOD_NAMES[one.method],
              _choice(METHOD_NAMES, "评分方式")),
    OwnColumn("分档", 24, "grades", lambda one: "\n".join(
        f"{each.label}{_BAR}{tenths_text(each.points)}" for each in one.grades), _grades),
    OwnColumn("每次扣分", 9, "each", lambda one: _if_any(one.each), _points),
    OwnColumn("最多扣分", 9, "cap", lambda one: _if_any(one.cap), _points),
    OwnColumn("计数", 14, "unit", lambda one: one.unit, _text),
    OwnColumn("满分比例", 9, "target",
              lambda one: None if one.target == 100 else f"{one.target}%", _percent),  # noqa: PLR2004 - per cent
    OwnColumn("一票否决", 9, "veto", lambda one: YES if one.veto else None, _veto),
    OwnColumn("检查方法", 32, "guide", lambda one: one.guide, _text),
    OwnColumn("佐证材料", 28, "evidence", lambda one: "\n".join(one.evidence), _lines),
    OwnColumn("依据", 40, "basis", lambda one: "\n".join(map(_basis_line, one.basis)), _basis),
    OwnColumn("常见问题", 32, "findings", lambda one: "\n".join(one.findings), _lines),
)  # fmt: skip
"""In the order of the sheet."""

_SURE = frozenset(column.head for column in COLUMNS[:10])
"""Heads by which our own layout is known; a person may have taken others out."""


def is_own(sheet: Sheet) -> bool:
    """Whether a sheet has our own layout."""
    return _head_index(sheet) is not None


def read_own(sheet: Sheet, file_name: str) -> SheetDraft:
    """Read our own layout; every cell that cannot be understood is named.

    Raises:
        FileError: with all faults.
    """
    index = _head_index(sheet)
    if index is None:
        raise FileError(f"“{file_name}”不是本程序导出的检查表，没有导入任何内容。")
    columns = {compact(value): at for at, value in enumerate(sheet.rows[index]) if value}
    lines, wrong = [], []
    for at in range(index + 1, len(sheet.rows)):
        row = sheet.rows[at]
        if any(compact(value) for value in row):
            line, faults = _read(row, sheet.row_number(at), columns)
            lines.append(line)
            wrong.extend(faults)
    if wrong or not lines:
        raise _unreadable(file_name, wrong)
    total = total_points(line.criterion for line in lines)
    return SheetDraft(
        sheet=sheet.name,
        title=next((text for row in sheet.rows[:index] if (text := cell_text(row[0]))), SHEET),
        kind=_kind(_said(sheet, index, KIND_HEAD)),
        note=_said(sheet, index, NOTE_HEAD),
        groups=_by_aspect(lines),
        sheets=(sheet.name,),
        remarks=() if total == FULL else (f"{sum_sentence(total)}。",),
    )


def _head_index(sheet: Sheet) -> int | None:
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        if {compact(value) for value in row} >= _SURE:
            return index
    return None


def _read(row: Row, number: int, columns: dict[str, int]) -> tuple[SheetLine, list[str]]:
    values: dict[str, Any] = {}
    wrong = []
    for column in COLUMNS:
        if column.head not in columns:
            continue
        try:
            values[column.field] = column.read(row[columns[column.head]])
        except CellError as error:
            wrong.append(f"第 {number} 行“{column.head}”：{error}。")
    blank = Criterion("", Aspect.SUPPORT, "", 0)
    return SheetLine(number, replace(blank, **values)), wrong


def _unreadable(file_name: str, wrong: list[str]) -> FileError:
    told = wrong[:_NAMED] + ([f"……另有 {len(wrong) - _NAMED} 处。"] if len(wrong) > _NAMED else [])
    reason = "有这些地方读不懂" if wrong else "只有表头，没有指标"
    return FileError(
        "\n".join([f"“{file_name}”{reason}，没有导入任何内容。", *told]),
        hint="请改正后再导入。",
    )


def _said(sheet: Sheet, index: int, head: str) -> str:
    for row in sheet.rows[:index]:
        if compact(row[0]) == head and len(row) > 1:
            return "\n".join(line.strip() for line in cell_text(row[1]).splitlines())
    return ""


def _kind(text: str) -> Any:
    names = {name: kind for kind, name in BRANCH_KIND_NAMES.items()}
    return names.get(compact(text))


def _by_aspect(lines: Iterable[SheetLine]) -> tuple[SheetGroup, ...]:
    kept = list(lines)
    return tuple(
        SheetGroup(
            ASPECT_NAMES[aspect],
            aspect,
            sure=True,
            lines=tuple(line for line in kept if line.criterion.aspect is aspect),
        )
        for aspect in Aspect
        if any(line.criterion.aspect is aspect for line in kept)
    )


_NAMED = 10
