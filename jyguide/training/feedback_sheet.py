"""Feedback slips to hand out: A5 each, two on an A4 page that is cut across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    Align,
    Block,
    Cell,
    Document,
    PageBreak,
    PageSetup,
    Row,
    Shape,
    Spacer,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)
from jyguide.training.feedback import QUESTION_NAMES, RATINGS, Question

_SETUP = PageSetup(top=9, right=18, bottom=8, left=18, header=4, footer=4)
_COLUMNS = (44.0, 26.0, 26.0, 26.0, 26.0, 26.0)
_BODY = Style(FontRole.BODY, 11)
_HEAD = Style(FontRole.HEI, 10.5)
_SMALL = Style(FontRole.BODY, 9)
_ROW = 8.4
_REMARK = 22.5
_ASKED = "请在每行选一格打“√”。不写姓名；意见将用于改进今后的培训。"
_REMARKS = ("满意之处", "意见建议")


@dataclass(frozen=True, slots=True)
class SheetText:
    """What stands on every slip of a session."""

    title: str
    when: str
    place: str = ""
    lecturer: str = ""


def feedback_sheet(text: SheetText, numbers: Sequence[int]) -> Document:
    """A slip for each number; the digit at each box is what is keyed in for it."""
    blocks: list[Block] = []
    for pair in _pairs(numbers):
        if blocks:
            blocks.append(PageBreak())
        blocks.extend(_slip(text, pair[0]))
        for number in pair[1:]:
            blocks.extend(_cut())
            blocks.extend(_slip(text, number))
    return Document(f"反馈表 {text.title}", tuple(blocks), _SETUP)


def _slip(text: SheetText, number: int) -> list[Block]:
    title = "培训反馈表"
    facts = "　".join(part for part in (text.when, text.place) if part)
    return [
        paragraph(title, Style(FontRole.TITLE, 18), Shape(Align.CENTRE, line=26)),
        _line(text.title, 12, Align.CENTRE),
        _line(facts, 10.5, Align.CENTRE),
        _line(f"授课：{text.lecturer}" if text.lecturer else "", 10.5, Align.CENTRE),
        Table((130.0, 44.0), (_head_row(number),), border=0, padding=0.5),
        Table(_COLUMNS, (_heads(), *map(_question_row, Question), *map(_remark, _REMARKS))),
    ]


def _line(words: str, largest: float, align: Align) -> Block:
    sizes = (largest, largest - 1, largest - 2, 8.0)
    size = fitting_size(words, _SETUP.inner_width, sizes)
    return paragraph(words, Style(FontRole.BODY, size), Shape(align, line=15.5))


def _head_row(number: int) -> Row:
    shape = Shape(line=13)
    right = Shape(Align.RIGHT, line=13)
    return Row(
        (
            Cell((paragraph(_ASKED, _SMALL, shape),), bordered=False),
            Cell((paragraph(f"编号 {number:03}", _HEAD, right),), bordered=False),
        ),
        height=6.5,
        exact=True,
    )


def _heads() -> Row:
    words = ("评价项目", *(f"{name} {rating}" for rating, name in RATINGS.items()))
    middle = Shape(Align.CENTRE, line=14)
    return Row(tuple(Cell((paragraph(word, _HEAD, middle),)) for word in words), _ROW, exact=True)


def _question_row(question: Question) -> Row:
    middle = Shape(Align.CENTRE, line=16)
    boxes = (Cell((paragraph("□", Style(FontRole.BODY, 14), middle),)) for _ in RATINGS)
    name = Cell((paragraph(QUESTION_NAMES[question], _BODY, middle),))
    return Row((name, *boxes), _ROW, exact=True)


def _remark(label: str) -> Row:
    return Row(
        (
            Cell((paragraph(label, _BODY, Shape(Align.CENTRE, line=16)),)),
            Cell(
                (paragraph("", _BODY, Shape(line=16)),),
                span=len(RATINGS),
                align=VerticalAlign.TOP,
            ),
        ),
        _REMARK,
        exact=True,
    )


def _cut() -> list[Block]:
    """Where the page is cut: the middle of A4."""
    dashes = "- " * 78
    style = Style(FontRole.BODY, 8, colour="808080")
    return [Spacer(9), paragraph(dashes.strip(), style, Shape(Align.CENTRE, line=9)), Spacer(4)]


def _pairs(numbers: Sequence[int]) -> list[tuple[int, ...]]:
    """Cut in one stroke, a stack of slips then lies in the order of numbers page by page."""
    return [tuple(numbers[at : at + 2]) for at in range(0, len(numbers), 2)]
