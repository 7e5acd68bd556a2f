"""One person's answer sheet as a page of text: wrong items first, each explained."""

from __future__ import annotations

from html import escape

from jyguide.bank.item import OPTION_LETTERS
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.exam.analysis.report import verdict
from jyguide.exam.paper import LETTERED, PaperPlace
from jyguide.exam.points import format_points
from jyguide.exam.printing.personal_sheet import how_long, source_text, weak_lines
from jyguide.exam.row import AnswerSheet, EndedBy, SheetLine
from jyguide.exam.sitting import interruptions_text
from ui.exam.sitting.words import response_text
from ui.theme import PALETTE

__all__ = ["sheet_html", "source_text"]

_STYLE = (
    f"<style>p, td {{ white-space: pre-wrap; }} hr {{ background-color: {PALETTE.line}; }}</style>"
)


def sheet_html(sheet: AnswerSheet) -> str:
    """The sheet as rich text; everything that came from files or people is escaped."""
    parts = [_head(sheet)]
    for title, lines in _groups(sheet):
        if lines:
            parts.append(f"<h3>{title}（{len(lines)} 题）</h3>")
            parts += [_item(line) for line in lines]
    return f"<html><head>{_STYLE}</head><body>{''.join(parts)}</body></html>"


def _groups(sheet: AnswerSheet) -> tuple[tuple[str, list[SheetLine]], ...]:
    waiting = [line for line in sheet.lines if line.waiting]
    wrong = [line for line in sheet.lines if line.wrong]
    right = [line for line in sheet.lines if not line.waiting and not line.wrong]
    return ("答错或没有得满分", wrong), ("待评阅", waiting), ("答对", right)


def _head(sheet: AnswerSheet) -> str:
    result = sheet.result
    points = f"{format_points(result.points)} / {format_points(result.total_points)} 分"
    ended = "，到时自动交卷" if result.ended_by is EndedBy.TIME_UP else ""
    said = f"{points}　{verdict(result)}{how_long(result)}{ended}"
    breaks = interruptions_text(result.interruptions) if result.interruptions else ""
    soft = PALETTE.ink_soft
    lacks = "".join(f"<p>{escape(line)}</p>" for line in weak_lines(sheet))
    return (
        f"<h2>{escape(result.name)}</h2><p>{escape(said)}</p>{lacks}"
        f'<p style="color:{soft}">{escape(breaks)}</p>'
    )


def _item(line: SheetLine) -> str:
    content = line.place.content
    points = f"{format_points(line.points)} / {format_points(line.place.points)} 分"
    head = f"第 {line.place.position} 题　{KIND_NAMES[content.kind]}　{points}"
    colour = PALETTE.bad if line.wrong else PALETTE.warn if line.waiting else PALETTE.good
    rows = [
        ("作答", response_text(content.kind, line.response), colour),
        ("答案", _key(line.place), PALETTE.ink),
        ("得分", line.sentence, PALETTE.ink),
        ("解析", content.explanation, PALETTE.ink_soft),
        ("依据", source_text(content), PALETTE.ink_soft),
    ]
    table = "".join(_row(*row) for row in rows if row[1])
    options = "".join(
        f"<br>{letter}. {escape(text)}"
        for letter, text in zip(OPTION_LETTERS, content.options, strict=False)
        if content.kind in LETTERED
    )
    return (
        f'<p style="color:{PALETTE.ink_soft}; margin-bottom:2px">{escape(head)}</p>'
        f'<p style="margin-top:0">{escape(content.stem)}{options}</p>'
        f'<table cellspacing="2">{table}</table><hr>'
    )


def _key(place: PaperPlace) -> str:
    """What counts as right; where that is not what was printed, why."""
    if place.change is None:
        return place.key_text
    former = answer_text(place.content.kind, place.change.former)
    return f"{place.key_text}（卷上印的是 {former}，已更正：{place.change.reason}）"


def _row(key: str, text: str, colour: str) -> str:
    return (
        f'<tr><td width="44" style="color:{PALETTE.ink_soft}">{key}</td>'
        f'<td style="color:{colour}">{escape(text)}</td></tr>'
    )
