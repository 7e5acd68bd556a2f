"""The sheet on which judges tick key points with a pen: several questions a page."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, lines_needed
from jyguide.documents.page import (
    MM_PER_POINT,
    PAGE_NUMBER,
    Align,
    Block,
    Cell,
    Document,
    PageBreak,
    PageSetup,
    Paragraph,
    Row,
    Run,
    Shape,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.quiz.oral_play import OralQuestion

_SETUP = PageSetup(top=18, right=20, bottom=18, left=20, footer=10)
_WIDTH = 170.0
_COLUMNS = (12.0, 102.0, 22.0, 17.0, 17.0)
_BODY = Style(FontRole.BODY, 12)
_HEAD = Style(FontRole.HEI, 12)
_SMALL = Style(FontRole.BODY, 10)
_LINE_PT = 18.0
_LEFT = Shape(line=_LINE_PT)
_MIDDLE = Shape(Align.CENTRE, line=_LINE_PT)
_ROW_MM = 8.5
"""High enough for a pen."""
_PADDING_MM = 3.0
_GAP_MM = 7.0
_HEAD_MM = 26.0
"""Title and the line under it."""
_HOW = "评委听到一个要点，就在自己那一栏打“√”；没有听到就空着。得分由程序按权重算。"


def score_sheets(title: str, questions: Sequence[OralQuestion]) -> Document:
    """One table a question: name, time, key points with weights, a column for each judge.

    Args:
        title: Of the session; empty where it is for none.
        questions: In the order of the sheet.
    """
    name = f"{title}课堂口答记分表"
    size = fitting_size(name, _WIDTH, (20, 18, 16, 14))
    blocks: list[Block] = [
        paragraph(name, Style(FontRole.TITLE, size), Shape(Align.CENTRE, line=size * 1.4)),
        paragraph(_HOW, _SMALL, Shape(Align.CENTRE, line=16, after=6)),
    ]
    free = _SETUP.inner_height - _HEAD_MM
    for at, question in enumerate(questions, start=1):
        table, height = _table(at, question)
        if height > free and at > 1:
            blocks.append(PageBreak())
            free = _SETUP.inner_height
        elif at > 1:
            blocks.append(Spacer(_GAP_MM))
        blocks.append(table)
        free -= height + _GAP_MM
    return Document(name, tuple(blocks), _SETUP, footer=PAGE_NUMBER)


def _table(at: int, question: OralQuestion) -> tuple[Table, float]:
    """A question's table, and about how high it is in millimetres."""
    stem = f"{at}．{question.content.stem}"
    rows = [
        Row((_cell(_stem(stem, question.number), span=len(_COLUMNS)),), _ROW_MM),
        Row((_cell(_blanks(), span=len(_COLUMNS)),), _ROW_MM),
        _heads(),
    ]
    height = _height(f"{stem}（{question.number}）", _WIDTH) + 2 * _ROW_MM
    for place, point in enumerate(question.content.key_points, start=1):
        weight = f"{point.weight}（必答）" if point.required else str(point.weight)
        texts = (str(place), point.text, weight, "", "")
        shapes = (_MIDDLE, _LEFT, _MIDDLE, _MIDDLE, _MIDDLE)
        cells = [
            _cell(paragraph(text, _SMALL if "必" in text and shape is _MIDDLE else _BODY, shape))
            for text, shape in zip(texts, shapes, strict=True)
        ]
        rows.append(Row(tuple(cells), _ROW_MM))
        height += _height(point.text, _COLUMNS[1])
    return Table(_COLUMNS, tuple(rows)), height


def _stem(stem: str, number: str) -> Paragraph:
    runs = (Run(stem, _HEAD), Run(f"（{number}）" if number else "", _SMALL))
    return Paragraph(runs, _LEFT)


def _blanks() -> Paragraph:
    return paragraph(
        "姓名：________________　　用时：________ 秒　　时间：____________", _BODY, _LEFT
    )


def _heads() -> Row:
    heads = ("序号", "要点", "权重", "评委甲", "评委乙")
    return Row(
        tuple(_cell(paragraph(one, Style(FontRole.HEI, 11), _MIDDLE)) for one in heads), _ROW_MM
    )


def _cell(text: Paragraph, span: int = 1) -> Cell:
    return Cell((text,), span=span)


def _height(text: str, width: float) -> float:
    lines = lines_needed(text, _BODY.size, width - _PADDING_MM)
    return max(_ROW_MM, lines * _LINE_PT * MM_PER_POINT + 0.5)
