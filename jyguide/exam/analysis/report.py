"""What is said about an exam afterwards: the list of results and how good the items were.

Screen, files and command line all take their rows from here, so that they agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jyguide.bank.row import KIND_NAMES
from jyguide.documents.dates import tenths_text
from jyguide.exam.analysis import ItemAnalysis, PaperAnalysis
from jyguide.exam.analysis.readings import (
    PROVISIONAL,
    flags_text,
    paper_readings,
    share_text,
    short_reading,
)
from jyguide.exam.analysis.result_workbook import CellValue, ResultLine, ResultText, SheetText
from jyguide.exam.analysis.rounding import hundredths
from jyguide.exam.paper import Paper, PaperPlace
from jyguide.exam.row import AnswerSheet, CandidateRow, EndedBy, ResultRow, SheetLine
from jyguide.exam.sitting import clock_text, interruptions_text
from jyguide.ids import RevisionId

ITEM_HEADS = (
    *("题号", "题型", "题干", "答案", "提示", "样本"),
    *("得分率", "区分度", "题总相关", "选项分布", "作答人数", "异常"),
)
OPTION_HEADS = ("题号", "选项", "内容", "答案", "人数", "占比", "高分组", "低分组", "样本")


@dataclass(frozen=True, slots=True)
class ExamFigures:
    """Figures of one exam, or of several at one paper or its variants.

    Attributes:
        title: Of the exam, or of the paper where exams are pooled.
        paper: Whose order of items the figures have.
        places: Its places, with the letters of which the figures speak.
        letters: Whose letters they are, in words.
        edited: Items that say something else today than when they were asked: number by revision.
        exams, stations: How many were pooled.
    """

    title: str
    paper: Paper
    places: tuple[PaperPlace, ...]
    letters: str
    analysis: PaperAnalysis
    edited: Mapping[RevisionId, str] = field(default_factory=dict)
    exams: int = 1
    stations: int = 1


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of a paper with its figures.

    Attributes:
        edited: Number of the item where it says something else today; else empty.
    """

    place: PaperPlace
    figures: ItemAnalysis
    edited: str = ""

    @property
    def hint(self) -> str:
        """The one thing to say about it; empty where it is in order."""
        said = short_reading(self.figures).words
        later = "考后题目已修改" if self.edited else ""
        return "；".join(filter(None, (said, later)))

    @property
    def options(self) -> str:
        """``A 12　B 3　未答 1``; empty for other kinds."""
        return "　".join(
            f"{one.label or '未答'} {one.count}"
            for one in self.figures.options
            if one.label or one.count
        )


def item_lines(found: ExamFigures) -> tuple[ItemLine, ...]:
    """One line an item, in the order of the paper."""
    return tuple(
        ItemLine(place, figures, found.edited.get(place.revision_id, ""))
        for place, figures in zip(found.places, found.analysis.items, strict=True)
    )


def item_rows(found: ExamFigures) -> tuple[tuple[CellValue, ...], ...]:
    """One row an item of the paper, under ITEM_HEADS; figures rounded to two places."""
    return tuple(_item_row(line) for line in item_lines(found))


def option_rows(found: ExamFigures) -> tuple[tuple[CellValue, ...], ...]:
    """One row an option of each item that has some, under OPTION_HEADS."""
    return tuple(
        (
            line.place.position,
            one.label or "未答",
            _option_content(line.place, at) if one.label else "",
            "√" if one.right else "",
            one.count,
            *(share_text(share) for share in (one.share, one.upper, one.lower)),
            line.figures.note,
        )
        for line in item_lines(found)
        for at, one in enumerate(line.figures.options)
    )


def band_rows(found: PaperAnalysis) -> tuple[tuple[CellValue, ...], ...]:
    """Band, people and their share, the best band first."""
    names = band_names(found)
    return tuple(
        (name, band.people, share_text(band.people / found.papers if found.papers else None))
        for name, band in zip(names, found.bands, strict=True)
    )


def band_names(found: PaperAnalysis) -> tuple[str, ...]:
    """``90 分以上``, ``80～89 分`` … ``59 分以下``; tenths only where the paper needs them."""
    step = 1 if any(band.low % 10 for band in found.bands) else 10
    names = []
    for band in found.bands:
        if band.end is None:
            names.append(f"{tenths_text(band.low)} 分以上")
        elif band.low == 0:
            names.append(f"不到 {tenths_text(band.end)} 分")
        else:
            ends = dict.fromkeys(map(tenths_text, (band.low, band.end - step)))
            names.append(f"{'～'.join(ends)} 分")
    return tuple(names)


def result_text(
    found: ExamFigures,
    sheets: Sequence[AnswerSheet],
    candidates: Sequence[CandidateRow],
) -> ResultText:
    """The workbook of results: everybody who was to sit the exam, in the order of the roster."""
    results = {sheet.result.person_id: sheet.result for sheet in sheets}
    return ResultText(
        title=found.title,
        lines=tuple(_line(one, results.get(one.person_id)) for one in candidates),
        summary=_summary(found),
        item_heads=ITEM_HEADS,
        item_rows=item_rows(found),
        more=(
            SheetText("选项分析", OPTION_HEADS, option_rows(found)),
            SheetText("各题得分", *_marks_by_item(found, sheets)),
        ),
    )


def verdict(result: ResultRow) -> str:
    """How an attempt ended, in a word."""
    if result.waiting:
        return f"待评阅 {result.waiting} 题"
    return "合格" if result.passed else "不合格"


def duration_text(result: ResultRow) -> str:
    """``mm:ss``; a dash for an attempt on paper, which nobody timed."""
    return "—" if result.seconds_used is None else clock_text(result.seconds_used)


def result_note(result: ResultRow) -> str:
    """What is to be known about how an attempt went; empty where nothing is."""
    parts = []
    if result.waiting:
        parts.append(f"有 {result.waiting} 道简答题待评阅")
    if result.ended_by is EndedBy.TIME_UP:
        parts.append("到时自动交卷")
    if result.ended_by is EndedBy.PROCTOR:
        parts.append("监考收卷")
    if result.interruptions:
        parts.append(interruptions_text(result.interruptions))
    if result.remarked:
        parts.append("成绩经人工评阅")
    return "；".join(part.rstrip("。") for part in parts)


def _item_row(line: ItemLine) -> tuple[CellValue, ...]:
    place, figures = line.place, line.figures
    return (
        place.position,
        KIND_NAMES[place.content.kind],
        place.content.stem,
        place.key_text if figures.options else "",
        line.hint,
        figures.note,
        *map(_rounded, (figures.facility, figures.upper_lower, figures.point_biserial)),
        line.options,
        figures.answered,
        flags_text(figures),
    )


def _option_content(place: PaperPlace, at: int) -> str:
    return place.content.options[at] if at < len(place.content.options) else ""


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else hundredths(figure)


def _line(candidate: CandidateRow, result: ResultRow | None) -> ResultLine:
    organisation = candidate.organisation or candidate.station
    if result is None:
        return ResultLine(candidate.name, organisation, None, None)
    return ResultLine(
        name=candidate.name,
        organisation=organisation,
        score=result.points,
        passed=None if result.waiting else result.passed,
        duration=duration_text(result),
        note=result_note(result),
    )


def _marks_by_item(
    found: ExamFigures, sheets: Sequence[AnswerSheet]
) -> tuple[tuple[str, ...], tuple[tuple[CellValue, ...], ...]]:
    """Heads and rows: what each person won with each item, numbered as on the figures' paper."""
    revisions = [place.revision_id for place in found.places]
    heads = ("姓名", *(str(place.position) for place in found.places), "总分")
    rows = []
    for sheet in sheets:
        won = {line.place.revision_id: line for line in sheet.lines}
        marks = (_won(won[key]) if key in won else None for key in revisions)
        rows.append((sheet.result.name, *marks, sheet.result.points / 10))
    return heads, tuple(rows)


def _won(line: SheetLine) -> CellValue:
    return "待评" if line.waiting else line.points / 10


def _summary(found: ExamFigures) -> tuple[tuple[str, CellValue], ...]:
    figures, row = found.analysis, found.paper.row
    rows: list[tuple[str, CellValue]] = [
        ("交卷人数", figures.papers),
        ("满分", _tenths(row.total_points)),
        ("及格分", _tenths(row.pass_points)),
    ]
    if figures.mean is not None and figures.pass_rate is not None:
        rows += [
            ("平均分", round(figures.mean / 10, 1)),
            ("中位数", round((figures.median or 0) / 10, 1)),
            ("标准差", round((figures.spread or 0) / 10, 1)),
            ("合格率", share_text(figures.pass_rate)),
        ]
        rows += [(str(name), f"{people} 人") for name, people, _ in band_rows(figures)]
    if figures.alpha is not None:
        rows.append(("信度（KR-20）" if figures.kr20 else "信度（α）", hundredths(figures.alpha)))
        rows.append(("信度说明", paper_readings(figures)[-1].words))
    if figures.weak:
        rows.append(("薄弱类别", "、".join(one.category for one in figures.weak)))
    if figures.papers:
        rows.append(("选项字母", found.letters))
    if figures.waiting:
        rows.append(("待评阅", f"{figures.waiting} 人；{PROVISIONAL}"))
    if figures.note:
        rows.append(("说明", figures.note))
    return tuple(rows)


def _tenths(points: int) -> float | int:
    text = tenths_text(points)
    return float(text) if "." in text else int(text)
