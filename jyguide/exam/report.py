"""What is said about an exam afterwards: the list of results and how good the items were."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.bank.row import KIND_NAMES
from jyguide.documents.dates import tenths_text
from jyguide.exam.analysis.former import (
    Attempt,
    ItemAnalysis,
    ItemScore,
    PaperAnalysis,
    analyse,
)
from jyguide.exam.paper import LETTERED, Paper
from jyguide.exam.result_workbook import CellValue, ResultLine, ResultText
from jyguide.exam.row import AnswerSheet, CandidateRow, EndedBy, ResultRow
from jyguide.exam.sitting import clock_text, interruptions_text

ITEM_HEADS = ("题号", "题型", "题干", "答案", "得分率", "区分度", "选项分布", "提示")


def analysis(paper: Paper, sheets: Sequence[AnswerSheet]) -> PaperAnalysis:
    """The figures of a paper over everybody who handed it in."""
    return analyse([_scores(sheet) for sheet in sheets], paper.row.pass_points)


def item_rows(paper: Paper, figures: PaperAnalysis) -> tuple[tuple[CellValue, ...], ...]:
    """One row an item of the paper, under ITEM_HEADS; figures rounded to two places."""
    by_revision = {item.revision_id: item for item in figures.items}
    return tuple(
        (
            place.position,
            KIND_NAMES[place.content.kind],
            place.content.stem,
            place.content.answer
            if place.content.kind in LETTERED and isinstance(place.content.answer, str)
            else "",
            *_figures(by_revision.get(place.revision_id)),
        )
        for place in paper.places
    )


def result_text(
    title: str,
    paper: Paper,
    sheets: Sequence[AnswerSheet],
    candidates: Sequence[CandidateRow],
) -> ResultText:
    """The workbook of results: everybody who was to sit the exam, in the order of the roster."""
    results = {sheet.result.person_id: sheet.result for sheet in sheets}
    figures = analysis(paper, sheets)
    return ResultText(
        title=title,
        lines=tuple(_line(one, results.get(one.person_id)) for one in candidates),
        summary=_summary(paper, figures),
        item_heads=ITEM_HEADS,
        item_rows=item_rows(paper, figures),
    )


def verdict(result: ResultRow) -> str:
    """How an attempt ended, in a word."""
    if result.waiting:
        return f"待评阅 {result.waiting} 题"
    return "合格" if result.passed else "不合格"


def _scores(sheet: AnswerSheet) -> Attempt:
    return tuple(
        ItemScore(
            revision_id=line.place.revision_id,
            points=line.points,
            max_points=line.place.points,
            category=line.place.content.category,
            letters=str(line.response or "") if line.place.content.kind in LETTERED else "",
            has_options=line.place.content.kind in LETTERED,
        )
        for line in sheet.lines
    )


def _figures(item: ItemAnalysis | None) -> tuple[CellValue, ...]:
    if item is None:
        return (None, None, "", "")
    letters = "　".join(f"{letter or '未答'} {count}" for letter, count in item.letters)
    return (_rounded(item.facility), _rounded(item.discrimination), letters, item.remark)


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 2)


def _line(candidate: CandidateRow, result: ResultRow | None) -> ResultLine:
    organisation = candidate.organisation or candidate.station
    if result is None:
        return ResultLine(candidate.name, organisation, None, None)
    return ResultLine(
        name=candidate.name,
        organisation=organisation,
        score=result.points,
        passed=None if result.waiting else result.passed,
        duration=clock_text(result.seconds_used),
        note=_note(result),
    )


def _note(result: ResultRow) -> str:
    parts = []
    if result.waiting:
        parts.append(f"有 {result.waiting} 道简答题待评阅")
    if result.ended_by is EndedBy.TIME_UP:
        parts.append("到时自动交卷")
    if result.interruptions:
        parts.append(interruptions_text(result.interruptions))
    if result.remarked:
        parts.append("成绩经人工评阅")
    return "；".join(part.rstrip("。") for part in parts)


def _summary(paper: Paper, figures: PaperAnalysis) -> tuple[tuple[str, CellValue], ...]:
    rows: list[tuple[str, CellValue]] = [
        ("交卷人数", figures.papers),
        ("满分", _tenths(paper.row.total_points)),
        ("及格分", _tenths(paper.row.pass_points)),
    ]
    if figures.mean is not None and figures.pass_rate is not None:
        rows += [
            ("平均分", round(figures.mean / 10, 1)),
            ("中位数", round((figures.median or 0) / 10, 1)),
            ("合格率", f"{figures.pass_rate:.1%}"),
        ]
    if figures.alpha is not None:
        rows.append(("信度（KR-20）", round(figures.alpha, 2)))
    if figures.weak:
        rows.append(("薄弱类别", "、".join(one.category for one in figures.weak)))
    if figures.note:
        rows.append(("说明", figures.note))
    return tuple(rows)


def _tenths(points: int) -> float | int:
    text = tenths_text(points)
    return float(text) if "." in text else int(text)
