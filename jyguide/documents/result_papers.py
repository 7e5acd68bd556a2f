"""Four lists on paper: the official letter (GB/T 9704) with the names, and a sheet for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.letterhead import BARE, Letterhead, dressed
from jyguide.documents.numbering import Content, Section
from jyguide.documents.official import OfficialPaper, Signature, official_document
from jyguide.documents.page import (
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
        title: In two parts, inside which a line ends only where it must.
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


def result_letter(issued: Issued, text: LetterText, letterhead: Letterhead = BARE) -> Document:
    """The letter: how it was worked out, and the names by list and township."""
    day = issued.published_on
    sections: list[Section] = [Section(head, sentences) for head, sentences in text.sections]
    several = len({township for _, names in text.lists for township in names}) > 1
    sections += [
        Section(head, _names(names, text.unit, several=several)) for head, names in text.lists
    ]
    paper = OfficialPaper(
        title=text.title,
        content=[text.opening, *sections],
        number=issued.number,
        under="" if day else "（征求意见稿）",
        signature=Signature(issued.office, day) if day else None,
    )
    return official_document(dressed(paper, letterhead, issued.office, day))


def _names(by_township: Mapping[str, Sequence[str]], unit: str, *, several: bool) -> list[Content]:
    """Under heads of their townships where there is more than one: a lone （一） reads odd."""
    if not by_township:
        return ["无。"]
    if not several:
        return [f"{'、'.join(names)}。" for names in by_township.values()]
    return [
        Section(f"{township or _NO_TOWNSHIP}（{len(names)}{unit}）", (f"{'、'.join(names)}。",))
        for township, names in by_township.items()
    ]


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
