"""Four lists on paper: the official letter (GB/T 9704) with the names, and a sheet for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from jyguide.documents.dates import chinese_number, date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.letter import BODY, LINE, SETUP, TITLE, body, heading, signed
from jyguide.documents.measure import width_in_characters
from jyguide.documents.page import (
    PLAIN_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)

SHEET = PageSetup(top=22, right=22, bottom=20, left=24, footer=12)
_KAI = Style(FontRole.KAI, 16)
_TITLE_LINE = 19
"""Characters of the title's size on a line."""
_ROW = 9.0
_NO_TOWNSHIP = "未注明镇街园区"


class Issued(Protocol):
    """Lists, published or not yet: under whose name, with which number, on which day."""

    @property
    def office(self) -> str: ...

    @property
    def number(self) -> str: ...

    @property
    def published_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says.

    Attributes:
        title: On one line, or on two that do not break a word.
        opening: The first paragraph.
        sections: Head and paragraphs of each, numbered in this order.
        lists: Head and names by township of each, numbered on; an empty one is said to be so.
        unit: Measure word of what is named.
    """

    title: tuple[str, str]
    opening: str
    sections: Sequence[tuple[str, Sequence[str]]]
    lists: Sequence[tuple[str, Mapping[str, Sequence[str]]]]
    unit: str


def result_letter(issued: Issued, text: LetterText) -> Document:
    """The letter: how it was worked out, and the names by list and township."""
    lines = _title(text.title)
    blocks: list[Block] = []
    if issued.number:
        blocks.append(paragraph(issued.number, BODY, Shape(Align.CENTRE, line=LINE, after=LINE)))
    blocks += [
        paragraph(one, TITLE, Shape(Align.CENTRE, line=34, keep_next=True)) for one in lines
    ]
    if issued.published_on is None:
        blocks.append(paragraph("（征求意见稿）", _KAI, Shape(Align.CENTRE, line=LINE)))
    blocks += [Spacer(9), body(text.opening)]
    for number, (head, sentences) in enumerate(text.sections, 1):
        blocks += [heading(f"{chinese_number(number)}、{head}"), *map(body, sentences)]
    for number, (head, names) in enumerate(text.lists, len(text.sections) + 1):
        blocks.append(heading(f"{chinese_number(number)}、{head}"))
        blocks += _names(names, text.unit)
    blocks.append(Spacer(14))
    if issued.published_on is not None:
        blocks += signed(issued.office, issued.published_on)
    return Document(
        "".join(lines), tuple(blocks), SETUP, footer=PLAIN_NUMBER, dated=issued.published_on
    )


def _title(parts: tuple[str, str]) -> tuple[str, ...]:
    whole = "".join(parts)
    return (whole,) if width_in_characters(whole) <= _TITLE_LINE else parts


def _names(by_township: Mapping[str, Sequence[str]], unit: str) -> Iterator[Block]:
    if not by_township:
        yield body("无。")
    for place, (township, names) in enumerate(by_township.items(), 1):
        head = f"（{chinese_number(place)}）{township or _NO_TOWNSHIP}（{len(names)}{unit}）"
        yield paragraph(head, _KAI, Shape(line=LINE, first_indent=2, keep_next=True))
        yield body("、".join(names) + "。")


def result_sheet(
    issued: Issued, title: str, name: str, tables: tuple[Table, Table], rest: Sequence[Block]
) -> Document:
    """结果单 of one row, a page: its facts, its points, why, and who signs it."""
    facts, points = tables
    blocks: list[Block] = [
        paragraph(title, Style(FontRole.TITLE, 18), Shape(Align.CENTRE, line=30, after=6)),
        facts,
        Spacer(3),
        points,
        Spacer(2),
        *rest,
    ]
    return Document(f"{title}（{name}）", tuple(blocks), SHEET, dated=issued.published_on)


def fact_table(rows: Sequence[Sequence[str]], widths: tuple[float, ...]) -> Table:
    """Words and what they name, by turns; widths in millimetres."""
    made = tuple(
        Row(tuple(_cell(text, head=at % 2 == 0) for at, text in enumerate(row)), _ROW)
        for row in rows
    )
    return Table(widths, made)


def point_table(heads: Sequence[str], points: Sequence[str], widths: tuple[float, ...]) -> Table:
    """Points side by side under their heads; widths in millimetres."""
    first = Row(tuple(_cell(one, head=True) for one in heads), _ROW)
    return Table(widths, (first, Row(tuple(_cell(one) for one in points), _ROW)))


def _cell(text: str, *, head: bool = False) -> Cell:
    style = Style(FontRole.HEI if head else FontRole.BODY, 11)
    return Cell((paragraph(text, style, Shape(Align.CENTRE, line=15)),))


def sheet_foot(issued: Issued, whose: str) -> list[Paragraph]:
    """Office and day at the right, and where `whose` signs."""
    style = Style(FontRole.BODY, 12)
    day = date_text(issued.published_on) if issued.published_on else "（征求意见稿，尚未公布）"
    number = f"　{issued.number}" if issued.number else ""
    right = Shape(Align.RIGHT, line=18, keep_next=True)
    sign = f"{whose}（签字）：　　　　　　　　　　　　年　　月　　日"
    return [
        paragraph(issued.office, style, right),
        paragraph(f"{day}{number}", style, right),
        paragraph(sign, style, Shape(line=18, before=12)),
    ]
