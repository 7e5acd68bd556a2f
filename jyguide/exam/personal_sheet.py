"""个人答卷分析: one person's paper, what he got wrong and why, on one page where possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.bank.item import OPTION_LETTERS, ItemContent
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.documents.dates import chinese_date
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import lines_needed
from jyguide.documents.page import (
    PAGE_NUMBER,
    Block,
    Document,
    Paragraph,
    Run,
    Shape,
    Style,
)
from jyguide.exam.analysis import CategoryResult, weak
from jyguide.exam.analysis.category import CategoryPoints, category_results
from jyguide.exam.judging import is_answered
from jyguide.exam.paper import LETTERED
from jyguide.exam.points import format_points
from jyguide.exam.readings import share_text
from jyguide.exam.report import result_note, verdict
from jyguide.exam.report_blocks import SETUP, heading, text, title
from jyguide.exam.row import AnswerSheet, SheetLine
from jyguide.exam.sitting import clock_text

_SIZES = (10.5, 10.0, 9.5, 9.0)
_ANSWERS = frozenset({"你的作答", "正确答案", "得分说明"})
_HEAD_MM = 52
"""What stands above the first item."""
_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class SheetText:
    """What the sheet says beside the answers themselves."""

    exam: str
    office: str
    dated: date


def personal_sheet(said: SheetText, sheet: AnswerSheet) -> Document:
    """Result, what is weak, each item without full points explained, the numbers of the rest."""
    result = sheet.result
    size = _fitting(sheet)
    under = f"{result.name}　{result.organisation or result.station}　{said.exam}"
    blocks: list[Block] = [*title("个人答卷分析", under), text(_outcome(sheet)), *_weak(sheet)]
    missed = [line for line in sheet.lines if line.wrong]
    waiting = [line for line in sheet.lines if line.waiting]
    for name, lines in (("答错或没有得满分", missed), ("待评阅", waiting)):
        if lines:
            blocks.append(heading(f"{name}的题目（{len(lines)} 题）"))
            for line in lines:
                blocks += _item(line, size)
    blocks += _right(sheet)
    blocks.append(text(f"{said.office}　{chinese_date(said.dated)}", 9.5))
    name = f"{result.name} {said.exam} 个人答卷分析"
    return Document(name, tuple(blocks), SETUP, footer=PAGE_NUMBER, dated=said.dated)


def sheet_categories(sheet: AnswerSheet) -> tuple[CategoryResult, ...]:
    """What share of the points he won in each category; what waits counts nowhere."""
    return category_results(
        CategoryPoints(line.place.content.category, line.points, line.place.points)
        for line in sheet.lines
        if not line.waiting
    )


def source_text(content: ItemContent) -> str:
    """Regulation, edition and article an answer rests on; empty when none is known."""
    if not content.regulation:
        return ""
    edition = f"（{content.edition}）" if content.edition else ""
    return f"《{content.regulation.strip('《》')}》{edition}{content.article}"


def explained(line: SheetLine) -> tuple[tuple[str, str], ...]:
    """What is to be said about one answer: label and words, those that say nothing left out."""
    content = line.place.content
    rows = (
        ("你的作答", _given(line)),
        ("正确答案", line.place.key_text),
        ("得分说明", line.sentence),
        ("解析", content.explanation),
        ("依据", source_text(content)),
    )
    return tuple(row for row in rows if row[1])


def _given(line: SheetLine) -> str:
    """His own words; letters and verdicts as a person writes them."""
    kind, response = line.place.content.kind, line.response
    if not is_answered(response) or response is None:
        return "没有作答"
    if isinstance(response, tuple):
        return "；".join(part.strip() or "（空）" for part in response)
    return answer_text(kind, response)


def _outcome(sheet: AnswerSheet) -> str:
    result = sheet.result
    said = [
        f"得分 {format_points(result.points)} 分（满分 {format_points(result.total_points)} 分）",
        verdict(result),
        f"用时 {clock_text(result.seconds_used)}",
        result_note(result),
    ]
    return "，".join(part for part in said if part) + "。"


def _weak(sheet: AnswerSheet) -> list[Block]:
    found = weak(sheet_categories(sheet))
    if not found:
        return []
    named = "、".join(f"{one.category}（{share_text(one.facility)}）" for one in found)
    return [text(f"要加强的类别：{named}。")]


def _item(line: SheetLine, size: float) -> list[Block]:
    content = line.place.content
    points = f"{format_points(line.points)}/{format_points(line.place.points)} 分"
    head = f"{line.place.position}．〔{KIND_NAMES[content.kind]}　{points}〕"
    runs = (Run(head, Style(FontRole.HEI, size)), Run(content.stem, Style(size=size)))
    shape = Shape(line=1.35 * size, before=3, keep_next=True, keep_together=True)
    blocks: list[Block] = [Paragraph(runs, shape)]
    if content.kind in LETTERED:
        blocks.append(_options(content, size))
    return [*blocks, *(_said(rows, size) for rows in _paragraphs(line))]


def _paragraphs(line: SheetLine) -> list[list[tuple[str, str]]]:
    """Answers and why they are worth what they are; explanation and source: two paragraphs."""
    rows = explained(line)
    answers = [row for row in rows if row[0] in _ANSWERS]
    reasons = [row for row in rows if row[0] not in _ANSWERS]
    return [part for part in (answers, reasons) if part]


def _said(rows: Sequence[tuple[str, str]], size: float) -> Paragraph:
    runs = [
        run
        for at, (label, said) in enumerate(rows)
        for run in (
            Run(f"{'　' if at else ''}{label}：", Style(FontRole.HEI, size)),
            Run(said, Style(size=size)),
        )
    ]
    return Paragraph(tuple(runs), Shape(line=1.35 * size, left=7, keep_together=True))


def _options(content: ItemContent, size: float) -> Paragraph:
    letters = zip(OPTION_LETTERS, content.options, strict=False)
    said = "　".join(f"{letter}. {option}" for letter, option in letters)
    shape = Shape(line=1.35 * size, left=7, keep_next=True)
    return Paragraph((Run(said, Style(size=size)),), shape)


def _right(sheet: AnswerSheet) -> list[Block]:
    right = [line for line in sheet.lines if not line.wrong and not line.waiting]
    if not right:
        return []
    numbers = "、".join(str(line.place.position) for line in right)
    return [text(f"答对 {len(right)} 题：第 {numbers} 题。", 10)]


def _fitting(sheet: AnswerSheet) -> float:
    """The largest size at which everything stands on one page; the smallest if none does."""
    lines = [line for line in sheet.lines if line.wrong or line.waiting]
    return next((size for size in _SIZES if _height(lines, size) <= _room()), _SIZES[0])


def _room() -> float:
    return SETUP.inner_height - _HEAD_MM


def _height(lines: Sequence[SheetLine], size: float) -> float:
    """Millimetres that the items take, near enough."""
    wide, narrow = SETUP.inner_width, SETUP.inner_width - 7
    count = 0
    for line in lines:
        content = line.place.content
        count += lines_needed(f"00．〔多选题　10/10 分〕{content.stem}", size, wide)
        if content.kind in LETTERED:
            count += lines_needed("　".join(f"A. {one}" for one in content.options), size, narrow)
        for rows in _paragraphs(line):
            whole = "　".join(f"{label}：{said}" for label, said in rows)
            count += lines_needed(whole, size, narrow)
    return count * 1.35 * size * _MM_PER_POINT + 3 * len(lines) * _MM_PER_POINT
