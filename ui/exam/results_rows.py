"""What the tables of results show, and which responses wait for a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from jyguide.exam.paper import Paper
from jyguide.exam.points import format_points
from jyguide.exam.report import ITEM_HEADS, verdict
from jyguide.exam.result_workbook import CellValue
from jyguide.exam.row import AnswerSheet, EndedBy
from jyguide.exam.sitting import clock_text, interruptions_text
from jyguide.ids import ExamId
from ui.exam.marking_dialog import MarkingTask
from ui.theme import Tone
from ui.widgets import LEFT, RIGHT, Column

_ITEM_WIDTHS = (56, 72, 320, 72, 72, 72, 220, 160)
ItemRow = tuple[CellValue, ...]
"""One item's figures, under ITEM_HEADS."""


@dataclass(frozen=True, slots=True)
class ExamResults:
    """Everything the tab shows of one exam, fetched in one go."""

    exam_id: ExamId
    paper: Paper
    sheets: list[AnswerSheet]


def waiting_tasks(found: ExamResults) -> list[MarkingTask]:
    """Every response that waits for a person; item by item, so that one measure serves all."""
    tasks = [
        MarkingTask(sheet.result.attempt_id, sheet.result.name, line, None)
        for sheet in found.sheets
        for line in sheet.lines
        if line.waiting
    ]
    return sorted(tasks, key=lambda task: task.place.position)


def all_tasks(sheet: AnswerSheet) -> list[MarkingTask]:
    """All of one person's responses, those below full points first."""
    lines = sorted(sheet.lines, key=lambda line: (not line.waiting, not line.wrong))
    result = sheet.result
    return [
        MarkingTask(result.attempt_id, result.name, line, None if line.waiting else line.points)
        for line in lines
    ]


def summary_text(found: ExamResults) -> str:
    """How many handed in, passed, and still wait for marking."""
    results = [sheet.result for sheet in found.sheets]
    if not results:
        return ""
    row = found.paper.row
    passed = sum(result.passed for result in results)
    waiting = sum(bool(result.waiting) for result in results)
    said = [
        f"满分 {format_points(row.total_points)} 分，{format_points(row.pass_points)} 分及格",
        f"交卷 {len(results)} 人",
        f"合格 {passed} 人",
    ]
    if waiting:
        said.append(f"{waiting} 人有简答题待评阅，分数暂不作数")
    return "，".join(said)


def _verdict_tone(sheet: AnswerSheet) -> Tone:
    if sheet.result.waiting:
        return Tone.WARN
    return Tone.GOOD if sheet.result.passed else Tone.BAD


def _notes(sheet: AnswerSheet) -> str:
    result = sheet.result
    parts = []
    if result.ended_by is EndedBy.TIME_UP:
        parts.append("到时自动交卷")
    if result.interruptions:
        parts.append(interruptions_text(result.interruptions).rstrip("。"))
    return "；".join(parts)


def result_columns() -> list[Column[AnswerSheet]]:
    """Columns of the table of people; never a rank."""
    return [
        Column("姓名", lambda row: row.result.name, width=76),
        Column(
            "得分",
            lambda row: format_points(row.result.points),
            lambda row: row.result.points,
            align=RIGHT,
            width=64,
        ),
        Column("结果", verdict_of, width=96, tone=_verdict_tone),
        Column(
            "用时",
            lambda row: clock_text(row.result.seconds_used),
            lambda row: row.result.seconds_used,
            align=RIGHT,
            width=64,
        ),
        Column("组织", lambda row: row.result.organisation or row.result.station, width=150),
        Column("备注", _notes, width=88),
    ]


def verdict_of(sheet: AnswerSheet) -> str:
    """How the attempt ended, in a word."""
    return verdict(sheet.result)


def item_columns() -> list[Column[ItemRow]]:
    """Columns of the table of items."""
    return [
        Column(
            head,
            partial(_cell_text, at),
            partial(_cell_value, at),
            align=RIGHT if head in {"题号", "得分率", "区分度"} else LEFT,
            width=width,
        )
        for at, (head, width) in enumerate(zip(ITEM_HEADS, _ITEM_WIDTHS, strict=True))
    ]


def _cell_text(at: int, row: ItemRow) -> str:
    value = row[at]
    if isinstance(value, float):
        return f"{value + 0.0:.2f}"  # no minus before a zero
    return "" if value is None else str(value)


def _cell_value(at: int, row: ItemRow) -> CellValue:
    return row[at]
