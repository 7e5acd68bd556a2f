"""Reads a scoring sheet as offices have it, or one of our own, into a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from jyguide.documents.dates import tenths_text
from jyguide.errors import FileError
from jyguide.exchange.cell import cell_text
from jyguide.exchange.workbook import Sheet, read_workbook
from jyguide.standard.checking import MOST_CRITERIA, sum_sentence, total_points
from jyguide.standard.checklist import FULL
from jyguide.standard.checklist_rules import LONGEST_NAME
from jyguide.standard.sheet.draft import SheetDraft, SheetGroup
from jyguide.standard.sheet.gathering import count_criteria, gather
from jyguide.standard.sheet.heads import Heads, find_heads
from jyguide.standard.sheet.own import is_own, read_own
from jyguide.standard.sheet.wording import kind_of


def read_scoring_sheet(path: Path, sheet: str = "") -> SheetDraft:
    """Read a workbook's scoring sheet; nothing is written anywhere.

    Args:
        path: xlsx, xls, et, ods or csv.
        sheet: Name of the sheet to read; the fullest one that looks like a scoring sheet where
            empty.

    Raises:
        FileError: the file cannot be read, has no such sheet, or none with the heads of one.
    """
    sheets = [each for each in read_workbook(path) if not each.hidden]
    if own := next((each for each in sheets if is_own(each)), None):
        return read_own(own, path.name)
    found = [(each, heads) for each in sheets if (heads := find_heads(each)) is not None]
    if not found:
        raise _headless(path.name)
    names = tuple(each.name for each, _ in found)
    if sheet:
        found = [pair for pair in found if pair[0].name == sheet]
        if not found:
            raise _no_such_sheet(path.name, sheet, names)
    numbers = [count_criteria(each, heads) for each, heads in found]
    best, heads = found[numbers.index(max(numbers))]
    _refuse_unfit(best.name, max(numbers), path.name)
    return _draft(best, heads, path.stem, names)


def _draft(sheet: Sheet, heads: Heads, stem: str, names: tuple[str, ...]) -> SheetDraft:
    gathered = gather(sheet, heads)
    titles = _titles(sheet, heads)
    groups = tuple(group for group in gathered.groups if group.lines)
    return SheetDraft(
        sheet=sheet.name,
        title=(titles or [stem])[0][:LONGEST_NAME],
        kind=kind_of([*titles, stem, sheet.name]),
        groups=groups,
        sheets=names,
        remarks=(*_sum_remarks(groups, gathered.total), *gathered.remarks),
    )


def _titles(sheet: Sheet, heads: Heads) -> list[str]:
    """Lines above the head that are short enough to be one."""
    found: list[str] = []
    for row in sheet.rows[: heads.index]:
        texts = [cell_text(value) for value in row if isinstance(value, str)]
        if len(texts) == 1 and len(texts[0]) <= LONGEST_NAME and not _ATTACHED.match(texts[0]):
            found.extend(texts)
    return found


def _sum_remarks(groups: Sequence[SheetGroup], stated: int | None) -> list[str]:
    said = []
    for group in groups:
        points = total_points(line.criterion for line in group.lines)
        if group.stated is not None and group.stated != points:
            said.append(
                f"“{group.title}”写的是 {tenths_text(group.stated)} 分，"
                f"各条加起来是 {tenths_text(points)} 分。"
            )
    total = total_points(line.criterion for group in groups for line in group.lines)
    if stated is not None and stated != total:
        said.append(
            f"表上的合计是 {tenths_text(stated)} 分，各条加起来是 {tenths_text(total)} 分。"
        )
    if total != FULL:
        said.append(f"{sum_sentence(total)}；可以先导入为草稿，再调整分值。")
    return said


def _refuse_unfit(sheet: str, number: int, file_name: str) -> None:
    if number == 0:
        raise FileError(
            f"“{file_name}”的工作表“{sheet}”只有表头，没有读到指标，没有导入任何内容。",
            hint="请检查表头下面是不是有内容，再试一次。",
        )
    if number > MOST_CRITERIA:
        raise FileError(
            f"“{file_name}”有 {number} 行指标，最多 {MOST_CRITERIA} 条，没有导入任何内容。",
            hint="请确认选的是评分表；几张表放在一起的，请拆成几个文件。",
        )


def _headless(file_name: str) -> FileError:
    return FileError(
        f"“{file_name}”里没有找到评分表的表头，没有导入任何内容。",
        hint="表头要在前 30 行之内，有“考核内容”（或考核项目、指标）和“分值”（或标准分）"
        "这样的列名。文字版的评分表请先做成表格。",
    )


def _no_such_sheet(file_name: str, sheet: str, names: Sequence[str]) -> FileError:
    return FileError(
        f"“{file_name}”里没有名为“{sheet}”的评分表，没有导入任何内容。",
        hint=f"可选的工作表：{'、'.join(names)}。",
    )


_ATTACHED = re.compile(r"附(?:件|表)\s*[\d一二三四五六七八九十]*[:：]?$")
