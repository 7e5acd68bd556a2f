"""The page that shows how far a printer is off: lines every ten millimetres."""

from __future__ import annotations

from jyguide.certificate.design import Design
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import lines_needed
from jyguide.documents.page import (
    MM_PER_POINT,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    Placed,
    Row,
    Shape,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)

_STEP = 10.0
_NARROW = 140.0
"""Paper less wide or high has one ring of the grid round the words instead of two."""
_GAP = 2.0
_SMALL = Style(FontRole.HEI, 6.5, colour="566072")


def calibration_page(design: Design, printer: str) -> Document:
    """A page of the blank's own size, printed without any offset.

    The first vertical line stands 10 mm from the paper's left edge, the first horizontal one
    10 mm from its upper edge, and so on; every number says its distance.
    """
    width, height = design.width / 10, design.height / 10
    columns, rows = int((width - _STEP) // _STEP) - 1, int((height - _STEP) // _STEP) - 2
    setup = PageSetup(
        width,
        height,
        top=_STEP,
        left=_STEP,
        right=width - _STEP * (columns + 1),
        bottom=3,
        header=0,
        footer=0,
    )
    ring = 1 if min(width, height) < _NARROW else 2
    table = Table(
        (_STEP,) * columns,
        tuple(_row(at, columns, rows, ring) for at in range(rows)),
        border=0.25,
        padding=0.5,
    )
    inner = (columns - 2 * ring) * _STEP - 2 * _GAP
    size = 10.5 if inner >= _NARROW else 8.0
    placed, y = [], (ring + 1) * _STEP + _GAP
    for words in _words(printer, size):
        placed.append(Placed(words, (ring + 1) * _STEP + _GAP, y, inner))
        lines = lines_needed(words.text, words.runs[0].style.size, inner)
        y += lines * words.line_points * MM_PER_POINT + 1
    return Document("套打校准页", (table,), setup, placed=tuple(placed))


def _row(at: int, columns: int, rows: int, ring: int) -> Row:
    middle = columns - 2 * ring
    if at < ring or at >= rows - ring or middle <= 0:
        return Row(tuple(_cell(at, column) for column in range(columns)), _STEP, exact=True)
    left = tuple(_cell(at, column) for column in range(ring))
    right = tuple(_cell(at, column) for column in range(columns - ring, columns))
    between = Cell((), span=middle, bordered=False)
    return Row((*left, between, *right), _STEP, exact=True)


def _cell(row: int, column: int) -> Cell:
    """Its upper left corner is so many millimetres from the edges; the outer cells say so."""
    said = ""
    if row == 0:
        said = f"{int((column + 1) * _STEP)}"
    elif column == 0:
        said = f"{int((row + 1) * _STEP)}"
    if not said:
        return Cell(())
    return Cell((paragraph(said, _SMALL, Shape(line=8)),), align=VerticalAlign.TOP)


def _words(printer: str, size: float) -> tuple[Paragraph, ...]:
    text, shape = Style(FontRole.BODY, size), Shape(line=size * 1.4)
    head = Style(FontRole.HEI, size + 2)
    named = f"　打印机：{printer}" if printer else ""
    said = (
        "打印时请选“实际大小”（100%），不要选“适应纸张”。",
        "1. 从纸的左边量到标着 20 的竖线，应是 20 毫米。",
        "　量得 21.2：偏右 1.2，“左右”填 −1.2；量得 18.8：填 1.2。",
        "2. 从纸的上边量到标着 20 的横线，应是 20 毫米。",
        "　量得 21.2：偏下 1.2，“上下”填 −1.2；量得 18.8：填 1.2。",
        "3. 标数相差 100 的两条线若不是相距 100 毫米，说明打印时缩放了。",
    )
    return (
        paragraph(f"套打校准页{named}", head, Shape(line=(size + 2) * 1.4)),
        *(paragraph(one, text, shape) for one in said),
    )
