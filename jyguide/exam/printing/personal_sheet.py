"""个人答卷分析: one person's paper, what he got wrong and why, on one page where possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import lines_needed
from jyguide.documents.page import (
    MM_PER_POINT,
    PAGE_NUMBER,
    Block,
    Document,
    Paragraph,
    Run,
    Shape,
    Style,
)
from jyguide.documents.report_blocks import SETUP, heading, text, title
from jyguide.exam.analysis import CategoryResult
from jyguide.exam.analysis.category import CategoryPoints, category_results
from jyguide.exam.analysis.readings import weak_text
from jyguide.exam.analysis.report import duration_text, result_note, verdict
from jyguide.exam.keying.rows import ON_PAPER
from jyguide.exam.marking.judging import is_answered
from jyguide.exam.paper import LETTERED
from jyguide.exam.points import format_points
from jyguide.exam.row import AnswerSheet, ResultRow, SheetLine

_SIZES = (10.5, 10.0, 9.5, 9.0)
_LEADING = 1.35
_INDENT = 7
"""Millimetres by which what is said about an answer stands in."""
_HEAD_MM = 66
"""What stands above the first item and below the last."""
_IN_WORDS = frozenset({ItemKind.SHORT_ANSWER, ItemKind.ORAL})


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
    blocks: list[Block] = [*title("个人答卷分析", under), text(_outcome(sheet))]
    blocks += [text(line) for line in weak_lines(sheet)]
    missed = [line for line in sheet.lines if line.wrong]
    waiting = [line for line in sheet.lines if line.waiting]
    for name, lines in (("答错或没有得满分", missed), ("待评阅", waiting)):
        if lines:
            blocks.append(heading(f"{name}的题目（{len(lines)} 题）"))
            for line in lines:
                blocks += _item(line, size)
    blocks += _right(sheet)
    blocks.append(text(f"{said.office}　{date_text(said.dated)}", 9.5))
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


def _source(content: ItemContent) -> str:
    """Without the edition, which takes half a line; the screen has it."""
    return source_text(replace(content, edition=""))


def weak_lines(sheet: AnswerSheet) -> list[str]:
    """In which categories he is weak: in this exam and, where there were more, in all of his."""
    found = {"本次要加强的类别": weak_text(sheet_categories(sheet))}
    if sheet.exams > 1:
        found[f"历次共 {sheet.exams} 场考试合起来，要加强的类别"] = weak_text(sheet.overall)
    return [f"{label}：{named}。" for label, named in found.items() if named]


def how_long(result: ResultRow) -> str:
    """``　用时 12:30``; nothing for an attempt on paper, which nobody timed."""
    return "" if result.seconds_used is None else f"　用时 {duration_text(result)}"


def explained(line: SheetLine) -> tuple[tuple[str, str], ...]:
    """What is to be said about one answer: label and words, those that say nothing left out.

    Of the options only those are repeated that tell his answer from the right one: with all of
    them a class of forty took a hundred pages.
    """
    content = line.place.content
    rows = (
        ("作答", _given(line)),
        ("参考答案" if content.kind in _IN_WORDS else "正确答案", line.place.key_text),
        ("选项", _options(line)),
        ("得分", line.sentence if _needs_reason(line) else ""),
        ("解析", content.explanation),
        ("依据", _source(content)),
    )
    return tuple(row for row in rows if row[1])


def _given(line: SheetLine) -> str:
    """His own words; letters and verdicts as a person writes them."""
    kind, response = line.place.content.kind, line.response
    if response == ON_PAPER:
        return ""
    if not is_answered(response) or response is None:
        return "没有作答"
    if isinstance(response, tuple):
        return "；".join(part.strip() or "（空）" for part in response)
    return answer_text(kind, response)


def _options(line: SheetLine) -> str:
    """Those chosen wrongly and those missed; all where their order is asked for."""
    content, given = line.place.content, line.response
    if content.kind not in LETTERED or not isinstance(content.answer, str):
        return ""
    letters = set(content.answer) ^ set(given if isinstance(given, str) else "")
    return "　".join(
        f"{letter} {option}"
        for letter, option in zip(OPTION_LETTERS, content.options, strict=False)
        if letter in letters or content.kind is ItemKind.ORDERING
    )


def _needs_reason(line: SheetLine) -> bool:
    """Whether answer and key alone do not say why: points for a part, or another key."""
    by_hand = line.place.content.kind in _IN_WORDS
    return line.place.change is not None or (line.points > 0 and not by_hand)


def _outcome(sheet: AnswerSheet) -> str:
    result = sheet.result
    said = [
        f"得分 {format_points(result.points)} 分（满分 {format_points(result.total_points)} 分）",
        verdict(result),
        how_long(result).strip(),
        result_note(result),
    ]
    return "，".join(part for part in said if part) + "。"


def _item(line: SheetLine, size: float) -> list[Block]:
    """The question, and all that is to be said about the answer in one paragraph."""
    runs = (Run(_item_head(line), Style(FontRole.HEI, size)), Run(_stem(line), Style(size=size)))
    shape = Shape(line=_LEADING * size, before=2, keep_next=True, keep_together=True)
    return [Paragraph(runs, shape), _said(explained(line), size)]


def _item_head(line: SheetLine) -> str:
    points = f"{format_points(line.points)}/{format_points(line.place.points)} 分"
    return f"{line.place.position}．〔{KIND_NAMES[line.place.content.kind]} {points}〕"


def _stem(line: SheetLine) -> str:
    return " ".join(line.place.content.stem.split())


def _said(rows: Sequence[tuple[str, str]], size: float) -> Paragraph:
    runs = [
        run
        for at, (label, said) in enumerate(rows)
        for run in (
            Run(f"{'　' if at else ''}{label}：", Style(FontRole.HEI, size)),
            Run(said, Style(size=size)),
        )
    ]
    return Paragraph(tuple(runs), Shape(line=_LEADING * size, left=_INDENT, keep_together=True))


def _right(sheet: AnswerSheet) -> list[Block]:
    right = [line for line in sheet.lines if not line.wrong and not line.waiting]
    if not right:
        return []
    numbers = "、".join(str(line.place.position) for line in right)
    return [text(f"答对 {len(right)} 题：第 {numbers} 题。", 10)]


def _fitting(sheet: AnswerSheet) -> float:
    """The largest size at which everything stands on one page; the smallest if none does."""
    lines = [line for line in sheet.lines if line.wrong or line.waiting]
    return next((size for size in _SIZES if _height(lines, size) <= _room()), _SIZES[-1])


def _room() -> float:
    return SETUP.inner_height - _HEAD_MM


def _height(lines: Sequence[SheetLine], size: float) -> float:
    """Millimetres that the items take, near enough."""
    count = 0
    for line in lines:
        said = "　".join(f"{label}：{words}" for label, words in explained(line))
        count += lines_needed(f"{_item_head(line)}{_stem(line)}", size, SETUP.inner_width)
        count += lines_needed(said, size, SETUP.inner_width - _INDENT)
    return (count * _LEADING * size + 2 * len(lines)) * MM_PER_POINT
