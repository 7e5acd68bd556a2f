"""整改回执: what the branch sends back, to be filled in by hand or from what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.official import OfficialPaper, official_document
from jyguide.documents.page import (
    Align,
    Cell,
    Document,
    Paragraph,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.standard.printing.measure_table import measure_table
from jyguide.standard.printing.notice import short_day

_HEADS = ("序号", "问题", "整改措施", "完成情况", "完成日期", "责任人")
_COLUMNS = (10.0, 39.0, 35.0, 32.0, 22.0, 18.0)
_FOOT = Style(FontRole.BODY, 12)
_ROOM = 20.0
"""Millimetres of a row: room for three lines of a hand."""


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """One finding, and what is known of its being put right."""

    finding: str
    measure: str = ""
    done: str = ""
    done_on: date | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptText:
    """What is printed: to whom, on which notice, what was found.

    Attributes:
        on: The day of the notice.
    """

    branch: str
    office: str
    number: str
    on: date | None
    items: tuple[ReceiptItem, ...]


def receipt_document(text: ReceiptText) -> Document:
    """The form."""
    findings = measure_table(_HEADS, _COLUMNS, _rows(text), centred=(0, 4, 5), height=_ROOM)
    paper = OfficialPaper(
        title="整改回执",
        content=(_opening(text), findings, _hands()),
        addressee=text.office,
        name=f"整改回执（{text.branch}）",
    )
    return official_document(paper, text.on)


def _opening(text: ReceiptText) -> str:
    if not text.number:
        return "现将整改情况报告如下。"
    day = f"{date_text(text.on)}" if text.on else ""
    return f"{day}《整改通知书》（{text.number}）收悉，现将整改情况报告如下。"


def _rows(text: ReceiptText) -> list[tuple[str, ...]]:
    return [
        (
            str(place),
            item.finding,
            item.measure,
            item.done,
            short_day(item.done_on, text.on),
            item.owner,
        )
        for place, item in enumerate(text.items, 1)
    ]


def _hands() -> Table:
    """Two fields beside each other: the branch signs, and who looked."""
    day = "\u3000年\u3000月\u3000日"
    left = ("党支部书记（签字）：", "", f"（盖章）{day}")
    right = ("核验意见：", "", f"核验人（签字）：\u3000\u3000\u3000{day}")
    cells = tuple(Cell(_lines(lines)) for lines in (left, right))
    return Table((66.0, 90.0), (Row(cells, 26),), padding=2)


def _lines(lines: tuple[str, ...]) -> tuple[Paragraph, ...]:
    aligns = (Align.LEFT, Align.LEFT, Align.RIGHT)
    return tuple(
        paragraph(line, _FOOT, Shape(align, line=20))
        for line, align in zip(lines, aligns, strict=True)
    )
