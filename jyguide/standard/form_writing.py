"""The Excel form of a self-inspection: a sheet that a branch fills in, and our keys behind it."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jyguide.documents.dates import chinese_number, date_text, tenths_text
from jyguide.documents.measure import width_in_characters
from jyguide.documents.practice_mark import PRACTICE
from jyguide.exchange.cell_writing import put
from jyguide.standard.checklist import Criteria, Criterion, Method
from jyguide.standard.form_answers import written
from jyguide.standard.form_layout import (
    BRANCH,
    DAY,
    FILLED,
    FORMAT,
    INSPECTOR,
    KEYS_SHEET,
    MARK,
    NO,
    NOT_APPLICABLE,
    SHEET,
    TOWNSHIP,
    YES,
    FormColumn,
    FormHead,
    form_digest,
)
from jyguide.standard.form_looks import FormLooks
from jyguide.standard.kinds import ASPECT_NAMES, BRANCH_KIND_NAMES, Aspect
from jyguide.standard.scoring import Scores, allowed_points
from jyguide.standard.wording import looking_text, method_text

_LETTERS = dict(zip(FormColumn, "ABCDEFGHIJ", strict=True))
_WIDTHS = (7.0, 34.0, 6.5, 30.0, 36.0, 9.0, 8.0, 8.0, 34.0, 12.0)
_HEADS_ROW = 6
_FIRST_ROW = _HEADS_ROW + 1
_HOW = (
    "只填黄色的格子。“自评”照“评分办法”填：选“是”或“否”，或填得分（到小数点后一位）；"
    "这一项对本支部不适用的，在“不适用”里选一下；失了分的，在“发现的问题”里写一句。"
    "填好后保存，原样发回指导站，不要增删行列。"
)
_TOTAL_CELL = "H4"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The rows of one aspect's criteria."""

    aspect: Aspect
    band: int
    first: int
    last: int
    full: int


class FormBook:
    """The form of one checklist, made once and written for one branch after another.

    Making it takes longer than saving it. Not to be shared between threads.
    """

    def __init__(self, criteria: Criteria) -> None:
        from openpyxl import Workbook  # noqa: PLC0415 - slow, and only this export needs it

        self._criteria = criteria
        self._book = Workbook()
        self._page = self._book.worksheets[0]
        self._page.title = SHEET
        self._keys = self._book.create_sheet(KEYS_SHEET)
        self._keys.sheet_state = "veryHidden"
        self._looks = FormLooks(self._page)
        self._rows: dict[str, int] = {}
        self._stretches: list[_Stretch] = []
        self._write_heads()
        self._write_criteria()
        self._write_sums()
        self._looks.finish(_WIDTHS, _HEADS_ROW, self._last)
        self._book.security = _locked_structure()

    def content(self, head: FormHead, scores: Scores | None = None) -> bytes:
        """The file for one branch, empty or with what is known already."""
        self._write_head(head)
        self._write_keys(head)
        for one in self._criteria:
            cells = written(one, scores[one.code]) if scores and one.code in scores else ()
            self._fill(one, cells or (None, "", ""))
        made = io.BytesIO()
        PRACTICE.on_workbook(self._book)
        self._book.save(made)
        return made.getvalue()

    @property
    def _last(self) -> int:
        return max(self._rows.values(), default=_FIRST_ROW)

    def _cell(self, row: int, column: FormColumn) -> Any:
        return self._page[f"{_LETTERS[column]}{row}"]

    def _write_heads(self) -> None:
        for column in FormColumn:
            cell = self._cell(_HEADS_ROW, column)
            cell.value = column.value
            self._looks.head(cell)
        self._page["A5"].value = _HOW
        for address, key in (
            ("A3", BRANCH),
            ("D3", TOWNSHIP),
            ("G3", "支部类型"),
            ("A4", INSPECTOR),
            ("D4", DAY),
            ("G4", "总得分"),
        ):
            self._page[address].value = key
        self._looks.over("A1", "A2", "A5")

    def _write_criteria(self) -> None:
        row = _FIRST_ROW
        for number, aspect in enumerate(Aspect, 1):
            asked = [one for one in self._criteria if one.aspect is aspect]
            if not asked:
                continue
            full = sum(one.points for one in asked)
            last = row + len(asked)
            name = f"{chinese_number(number)}、{ASPECT_NAMES[aspect]}（{len(asked)} 项）"
            self._stretches.append(_Stretch(aspect, row, row + 1, last, full))
            self._write_band(row, name, full, last)
            for at, one in enumerate(asked, row + 1):
                self._write_criterion(at, one)
            row = last + 1

    def _write_band(self, row: int, name: str, full: int, last: int) -> None:
        put(self._cell(row, FormColumn.CODE), name)
        self._cell(row, FormColumn.FULL).value = full / 10
        points = _LETTERS[FormColumn.POINTS]
        self._cell(row, FormColumn.GIVEN).value = "小计"
        self._cell(row, FormColumn.POINTS).value = f"=SUM({points}{row + 1}:{points}{last})"
        self._looks.band(row)

    def _write_criterion(self, row: int, one: Criterion) -> None:
        self._rows[one.code] = row
        texts = {
            FormColumn.CODE: one.code,
            FormColumn.TEXT: f"★一票否决　{one.text}" if one.veto else one.text,
            FormColumn.METHOD: method_text(one),
            FormColumn.LOOKING: looking_text(one),
        }
        for column, text in texts.items():
            put(self._cell(row, column), text)
        self._cell(row, FormColumn.FULL).value = one.points / 10
        self._cell(row, FormColumn.POINTS).value = _points_formula(row, one)
        self._cell(row, FormColumn.HINT).value = _HINT.format(row=row)
        self._looks.criterion(row, veto=one.veto)
        self._looks.height(row, _lines(one))
        self._add_rules(row, one)

    def _add_rules(self, row: int, one: Criterion) -> None:
        given = f"{_LETTERS[FormColumn.GIVEN]}{row}"
        allowed = allowed_points(one)
        if one.method is Method.YES_NO:
            self._looks.choose(given, (YES, NO), f"{one.code}：请选“{YES}”或“{NO}”。")
        elif isinstance(allowed, range):
            least, most = (tenths_text(each) for each in (allowed[0], allowed[-1]))
            sentence = f"{one.code}：请填 {least} 至 {most} 的得分，到小数点后一位。"
            self._looks.between(given, (least, most), sentence)
        else:
            steps = [tenths_text(each) for each in reversed(allowed)]
            sentence = f"{one.code}：得分只能是 {'、'.join(steps)}，照“评分办法”选。"
            self._looks.choose(given, steps, sentence)
        self._looks.choose(
            f"{_LETTERS[FormColumn.APPLIES]}{row}",
            (NOT_APPLICABLE,),
            f"{one.code}：不适用的选“{NOT_APPLICABLE}”，适用的空着。",
        )

    def _write_sums(self) -> None:
        """The total as `scoring.tally` makes it; what is read back is summed by us anyway."""
        for row, each in enumerate(self._stretches, 1):
            points, full = (
                f"'{SHEET}'!{letter}{each.first}:{letter}{each.last}" for letter in "GC"
            )
            self._keys[f"D{row}"].value = ASPECT_NAMES[each.aspect]
            self._keys[f"E{row}"].value = f"=SUM({points})"
            self._keys[f"F{row}"].value = f"=SUMPRODUCT(ISNUMBER({points})*{full})"
            self._keys[f"G{row}"].value = f"=IF(F{row}=0,0,E{row}*{each.full / 10}/F{row})"
            self._keys[f"H{row}"].value = f"=IF(F{row}=0,0,{each.full / 10})"
        last = len(self._stretches)
        got, full = (f"SUM('{KEYS_SHEET}'!{letter}1:{letter}{last})" for letter in "GH")
        self._page[_TOTAL_CELL].value = f'=IF({full}=0,"",ROUND({got}*100/{full},1))'
        hints = f"J{_FIRST_ROW}:J{self._last}"
        self._page["I4"].value = (
            f'="还有 "&COUNTIF({hints},"未填")&" 项没有填，"'
            f'&COUNTIF({hints},"请写明问题")&" 处要写明问题，"'
            f'&COUNTIF({hints},"填写有误")&" 处填写有误"'
        )
        self._looks.facts(("A3", "D3", "G3", "A4", "D4", "G4"), ("B4", "E4"), _TOTAL_CELL)

    def _write_head(self, head: FormHead) -> None:
        until = f"　请于 {date_text(head.due_on)} 前发回" if head.due_on else ""
        put(self._page["A1"], head.title)
        put(self._page["A2"], f"{head.round}　摸底自查{until}")
        put(self._page["B3"], head.branch)
        put(self._page["E3"], head.township)
        self._page["H3"].value = BRANCH_KIND_NAMES[head.kind]
        for address in ("B4", "E4"):
            self._page[address].value = None

    def _write_keys(self, head: FormHead) -> None:
        pairs: Mapping[str, object] = {
            MARK: FORMAT,
            "round": head.keys.round,
            "branch": head.keys.branch,
            "checklist": head.keys.checklist,
            "phase": "self_inspection",
            "year": head.year,
            "round_name": head.round,
            "branch_name": head.branch,
            "township": head.township,
            "version": head.version,
            "digest": form_digest(head.keys, self._criteria),
        }
        for row, (key, value) in enumerate(pairs.items(), 1):
            self._keys[f"A{row}"].value = key
            put(self._keys[f"B{row}"], value if isinstance(value, int) else str(value))

    def _fill(self, one: Criterion, cells: tuple[Any, str, str]) -> None:
        for column, value in zip(FILLED, cells, strict=True):
            cell = self._cell(self._rows[one.code], column)
            looks = cell.number_format
            cell.value = None  # what the branch before had
            put(cell, None if value == "" else value)
            cell.number_format = looks


def _lines(one: Criterion) -> int:
    """What a row needs: spreadsheet programs do not all fit rows by themselves."""
    texts = ((one.text, 1), (method_text(one), 3), (looking_text(one), 4))
    return max(
        math.ceil(width_in_characters(text) / (_WIDTHS[at] * _SIGNS_A_WIDTH - 1))
        for text, at in texts
    )


_SIGNS_A_WIDTH = 0.52
"""Full-width characters of ten points in one unit of a column's width."""
_HINT = (
    '=IF(H{row}<>"","",IF(G{row}="",IF(F{row}="","未填","填写有误"),'
    'IF(AND(G{row}<C{row},TRIM(I{row})=""),"请写明问题","")))'
)


def _points_formula(row: int, one: Criterion) -> str:
    if one.method is Method.YES_NO:
        said = f'IF(F{row}="{YES}",C{row},IF(F{row}="{NO}",0,""))'
    else:
        said = f'IF(ISNUMBER(F{row}),F{row},"")'
    return f'=IF(H{row}<>"","",{said})'


def _locked_structure() -> Any:
    from openpyxl.workbook.protection import WorkbookProtection  # noqa: PLC0415 - see above

    return WorkbookProtection(lockStructure=True)
