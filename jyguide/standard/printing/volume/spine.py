"""背脊 and box labels: strips to be cut out, read from top to bottom."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import zip_longest

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    MM_PER_POINT,
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
from jyguide.standard.printing.volume.part import VolumeHead

NARROWEST, WIDEST = 10.0, 60.0
"""Millimetres of a label's width."""
_SHEET_MM = 0.105
"""Of office paper of 70 to 80 g/m²."""
_COVERS = 2.0
_SETUP = PageSetup(top=14, right=12, bottom=12, left=12)
_HEIGHTS = (22.0, 128.0, 62.0, 26.0)
"""Year, branch, what it is, number: 238 mm of a box of 310."""
_GAP = 6.0
_TO_WIDE = 0xFEE0
"""From a Latin sign to the same in full width, so that columns stay straight."""
_GAP_SIGN, _FULL = "\u2002", "\u3000"
_UPRIGHT = {
    "（": "︵",
    "）": "︶",
    "(": "︵",
    ")": "︶",
    "《": "︽",
    "》": "︾",
    "—": "︱",
    "-": "︱",
}
_TOKEN = re.compile(r"[0-9]{1,4}|[A-Za-z]+|.")
_FILL = 0.94
_ONE_COLUMN = 18
"""Characters above which a back that is wide enough has two columns, the first at the right."""
_TWO_COLUMNS_FROM = 14.0
_LEADING = 1.12
_SIZES = (32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
_WHAT = "标准化建设档案"
_HINT = "沿线剪下，贴在卷脊或档案盒脊上。"


def spine_width(sheets: int) -> float:
    """What the back of so many sheets and their covers takes, in whole millimetres."""
    return min(WIDEST, max(NARROWEST, math.ceil(sheets * _SHEET_MM + _COVERS)))


def spine_documents(heads: Sequence[VolumeHead], widths: Sequence[float]) -> list[Document]:
    """Labels beside each other, as many on a page as have room."""
    pages: list[list[tuple[VolumeHead, float]]] = [[]]
    for head, width in zip(heads, widths, strict=True):
        taken = sum(one + _GAP for _, one in pages[-1]) + width
        if pages[-1] and taken > _SETUP.inner_width:
            pages.append([])
        pages[-1].append((head, width))
    return [_page(page) for page in pages if page]


def _page(labels: Sequence[tuple[VolumeHead, float]]) -> Document:
    columns: list[float] = []
    for _, width in labels:
        columns += [width, _GAP]
    rows = tuple(
        Row(tuple(_cells(labels, at)), height, exact=True) for at, height in enumerate(_HEIGHTS)
    )
    table = Table(tuple(columns[:-1]), rows, padding=0)
    hint = paragraph(_HINT, Style(FontRole.KAI, 10.5), Shape(Align.CENTRE, line=16))
    return Document("背脊标签", (hint, Spacer(3), table), _SETUP)


def _cells(labels: Sequence[tuple[VolumeHead, float]], at: int) -> list[Cell]:
    cells: list[Cell] = []
    for head, width in labels:
        cells += [_cell(head, width, at), Cell((), bordered=False)]
    return cells[:-1]


def _cell(head: VolumeHead, width: float, at: int) -> Cell:
    if at == 0:
        return Cell(tuple(_level((str(head.year), "年"), width)))
    if at == len(_HEIGHTS) - 1:
        return Cell(tuple(_level(("第", str(head.number), "卷"), width)))
    text, role = ((head.branch, FontRole.TITLE), (_WHAT, FontRole.HEI))[at - 1]
    return Cell(tuple(upright(text, role, width, _HEIGHTS[at])))


def _level(lines: Sequence[str], width: float) -> list[Paragraph]:
    size = min(
        fitting_size(line, width - 0.6, (18, 16, 14, 12, 11, 10, 9, 8, 7)) for line in lines
    )
    shape = Shape(Align.CENTRE, line=size * 1.25)
    return [paragraph(line, Style(FontRole.HEI, size), shape) for line in lines]


def upright(text: str, role: FontRole, width: float, height: float) -> list[Paragraph]:
    """The text a character a line, numbers level, as large as width and height allow.

    Args:
        text: On a back it is read from top to bottom.
        role: Its typeface.
        width: Of the strip in millimetres.
        height: That it may take.
    """
    tokens = [_UPRIGHT.get(token, token) for token in _TOKEN.findall(text.replace(" ", ""))]
    columns = 2 if len(tokens) > _ONE_COLUMN and width >= _TWO_COLUMNS_FROM else 1
    if columns > 1:
        tokens = _two_columns([_UPRIGHT.get(sign, sign) for sign in text if sign != " "])
    room = height * _FILL / MM_PER_POINT / max(1, len(tokens)) / _LEADING
    across = (width - 1) / MM_PER_POINT / (columns + 0.5 if columns > 1 else 1)
    sizes = [size for size in _SIZES if size <= min(room, across)] or [min(room, across)]
    shape = Shape(Align.CENTRE, line=sizes[0] * _LEADING)
    return [
        paragraph(token, Style(role, fitting_size(token, width - 0.6, sizes)), shape)
        for token in tokens
    ]


def _two_columns(signs: Sequence[str]) -> list[str]:
    """Lines of two characters, a gap between them; read from the right column to the left."""
    wide = [chr(ord(sign) + _TO_WIDE) if "!" <= sign <= "~" else sign for sign in signs]
    half = -(-len(wide) // 2)
    right, left = wide[:half], wide[half:]
    return [f"{a}{_GAP_SIGN}{b}" for a, b in zip_longest(left, right, fillvalue=_FULL)]


def box_label(head: VolumeHead, papers: int, pages: int) -> Document:
    """盒签: the front of the box, 100 by 70 mm, to be cut out."""
    lines = (
        (head.office, FontRole.BODY, (14, 12, 11, 10, 9)),
        (head.branch, FontRole.TITLE, (22, 20, 18, 16, 14, 12, 11)),
        (head.round_label, FontRole.HEI, (14, 12, 11, 10, 9)),
        (f"第 {head.number} 卷　共 {papers} 件 {pages} 页", FontRole.BODY, (12,)),
    )
    said = tuple(
        paragraph(
            text, Style(role, size := fitting_size(text, 104, sizes)),
            Shape(Align.CENTRE, line=size * 1.5, after=5),
        )
        for text, role, sizes in lines
    )  # fmt: skip
    blocks: tuple[Block, ...] = (
        paragraph(
            "沿线剪下，贴在档案盒正面。", Style(FontRole.KAI, 10.5), Shape(Align.CENTRE, line=16)
        ),
        Spacer(3),
        Table((110.0,), (Row((Cell(said),), 75),)),
    )
    return Document("档案盒标签", blocks, _SETUP)
