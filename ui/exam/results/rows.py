"""What the tables of results show, and which responses wait for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jyguide.exam.analysis.matrix import StationMatrix
from jyguide.exam.analysis.readings import (
    PROVISIONAL,
    Mood,
    figure_text,
    share_text,
    short_reading,
)
from jyguide.exam.analysis.report import ExamFigures, ItemLine, duration_text, result_note, verdict
from jyguide.exam.points import format_points
from jyguide.exam.row import AnswerSheet
from jyguide.ids import ExamId, RevisionId
from ui.exam.columns import count_column, points_column
from ui.exam.results.marking_dialog import MarkingTask
from ui.theme import Tone
from ui.widgets import RIGHT, Adds, Column

SAMPLE = "样本"
"""Head of the column that says which figures rest on too few people."""


@dataclass(frozen=True, slots=True)
class ExamResults:
    """Everything the tab shows of one exam, fetched in one go.

    Attributes:
        pooled: Figures over all exams of the paper and its variants, where they are asked for.
        exams: How many exams sat that paper or a variant.
        matrix: Station by category, where the figures are pooled.
        reported: Items of which the bank has been told already.
        own: Items that this office may change itself.
    """

    exam_id: ExamId
    figures: ExamFigures
    sheets: list[AnswerSheet]
    pooled: ExamFigures | None = None
    exams: int = 1
    matrix: StationMatrix | None = None
    reported: frozenset[RevisionId] = frozenset()
    own: frozenset[RevisionId] = frozenset()

    @property
    def shown(self) -> ExamFigures:
        """The figures on screen: of all exams of the paper where that was asked for."""
        return self.pooled or self.figures


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
    row = found.figures.paper.row
    passed = sum(result.passed for result in results)
    waiting = sum(bool(result.waiting) for result in results)
    said = [
        f"满分 {format_points(row.total_points)} 分，{format_points(row.pass_points)} 分及格",
        f"交卷 {len(results)} 人",
        f"合格 {passed} 人",
    ]
    if waiting:
        said.append(f"{waiting} 人有简答题待评阅（{PROVISIONAL}）")
    return "，".join(said)


def _verdict_tone(sheet: AnswerSheet) -> Tone:
    if sheet.result.waiting:
        return Tone.WARN
    return Tone.GOOD if sheet.result.passed else Tone.BAD


def mood_tone(mood: Mood, note: str = "") -> Tone:
    """The colour of a reading; grey where the figure rests on too few people."""
    if note:
        return Tone.QUIET
    return {Mood.GOOD: Tone.GOOD, Mood.LOOK: Tone.WARN, Mood.WRONG: Tone.BAD}.get(
        mood, Tone.NEUTRAL
    )


def _notes(sheet: AnswerSheet) -> str:
    return result_note(sheet.result)


def _stem(row: ItemLine) -> str:
    return row.place.content.stem


def _hint(row: ItemLine) -> str:
    return row.hint


def _mood(row: ItemLine) -> Tone:
    return mood_tone(short_reading(row.figures).mood, row.figures.note)


def result_columns() -> list[Column[AnswerSheet]]:
    """Columns of the table of people; never a rank."""
    return [
        Column(
            "姓名",
            lambda row: row.result.name,
            width=92,
            tip=lambda row: row.result.name,
            names=True,
        ),
        points_column("得分", lambda row: row.result.points, 64, adds=Adds.MEAN),
        Column("结果", verdict_of, width=96, tone=_verdict_tone),
        Column(
            "用时",
            lambda row: duration_text(row.result),
            lambda row: row.result.seconds_used,
            align=RIGHT,
            width=64,
        ),
        Column("组织", lambda row: row.result.organisation or row.result.station, width=130),
        Column("备注", _notes, width=88, tip=_notes),
    ]


def verdict_of(sheet: AnswerSheet) -> str:
    """How the attempt ended, in a word."""
    return verdict(sheet.result)


def item_columns() -> list[Column[ItemLine]]:
    """Columns of the table of items: words first, figures after them."""
    return [
        count_column("题号", lambda row: row.place.position, 48),
        Column("提示", _hint, width=160, tone=_mood, tip=_hint),
        _figure("得分率", lambda row: row.figures.facility, share_text, 62),
        _figure("区分度", lambda row: row.figures.upper_lower, figure_text, 62),
        _figure("题总相关", lambda row: row.figures.point_biserial, figure_text, 76),
        Column(SAMPLE, lambda row: row.figures.note, width=136, tone=lambda _: Tone.QUIET),
        # stretched to what is left, but never made narrower than this: then the list would scroll
        Column("题干", _stem, width=56, tip=_stem),
    ]


def _figure(
    title: str,
    value: Callable[[ItemLine], float | None],
    text: Callable[[float | None], str],
    width: int,
) -> Column[ItemLine]:
    return Column(
        title,
        lambda row: text(value(row)),
        value,
        align=RIGHT,
        width=width,
        tone=lambda row: Tone.QUIET if row.figures.note else Tone.NEUTRAL,
    )
