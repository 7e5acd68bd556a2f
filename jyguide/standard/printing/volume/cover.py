"""卷宗封面, the dividers, and 备考表 at the end."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.breaking import paragraph_points
from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, lines_needed
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
    Side,
    Spacer,
    Style,
    Table,
    VerticalAlign,
    paragraph,
)
from jyguide.standard.printing.volume.part import GROUP_NAMES, Group, Part, VolumeHead

SETUP = PageSetup(top=30, right=20, bottom=25, left=30, footer=10)
"""Of everything that is made for the volume itself."""
_WIDTH = SETUP.inner_width
_OFFICE_SIZES = (26, 24, 22, 20, 18, 16)
_BRANCH_SIZES = (30, 28, 26, 24, 22)
_LONG_SIZES = (26, 24, 22, 20, 18)
"""Of a name that takes two lines."""
_TITLE_SIZES = (26, 24, 22, 20, 18)
_FACT = 14.0
_SIGN_AT = 82.0
"""Millimetres from the left edge."""


def cover(head: VolumeHead, papers: int, pages: int, retention: str) -> Document:
    """The front of the volume, in the order of the covers of archives (GB/T 9705-2008)."""
    blocks: list[Block] = [
        _line(head.office, FontRole.TITLE, _OFFICE_SIZES, 2.0),
        Spacer(6),
        _line("党支部标准化规范化建设档案", FontRole.KAI, (20,), 1.6),
        Spacer(26),
        _branch(head.branch),
        _line(head.round_label, FontRole.TITLE, _TITLE_SIZES, 1.7),
        Spacer(26),
        _facts(head, papers, pages, retention),
        Spacer(6),
        *_standing(head),
    ]
    used = _height(blocks)
    blocks += [Spacer(max(6.0, SETUP.inner_height - used - 28)), _filing(head)]
    return Document(f"卷宗封面（{head.branch}）", tuple(blocks), SETUP, dated=head.bound_on)


def _height(blocks: Sequence[Block]) -> float:
    """Millimetres that these take at most."""
    return sum(map(_high, blocks))


def _high(block: Block) -> float:
    match block:
        case Spacer():
            return block.height
        case Table():
            return sum(row.height for row in block.rows)
        case Paragraph():
            return paragraph_points(block, _WIDTH) * MM_PER_POINT
    return 0


def _line(text: str, role: FontRole, sizes: Sequence[float], leading: float) -> Block:
    size = fitting_size(text, _WIDTH, sizes)
    return paragraph(text, Style(role, size), Shape(Align.CENTRE, line=size * leading))


def _branch(name: str) -> Block:
    size = fitting_size(name, _WIDTH, _BRANCH_SIZES)
    if lines_needed(name, size, _WIDTH) > 1:
        size = fitting_size(name, _WIDTH, _LONG_SIZES, lines=2)
    return paragraph(name, Style(FontRole.TITLE, size), Shape(Align.CENTRE, line=size * 1.6))


def _facts(head: VolumeHead, papers: int, pages: int, retention: str) -> Table:
    """What the spine and the register ask for, each over a line to write on."""
    rows = (
        ("镇街园区", head.township, "支部类型", head.kind),
        ("起止日期", _span(head), "保管期限", retention),
        ("本卷共", f"{papers} 件 {pages} 页", "卷　　号", f"第 {head.number} 卷"),
    )
    widths = (26.0, 62.0, 26.0, 46.0)
    return Table(
        widths,
        tuple(
            Row(tuple(_fact(text, width, at) for at, (text, width) in enumerate(
                zip(row, widths, strict=True)
            )), 13)
            for row in rows
        ),
        padding=1,
    )  # fmt: skip


def _fact(text: str, width: float, at: int) -> Cell:
    if at % 2 == 0:
        shape = Shape(Align.CENTRE, line=20)
        label = paragraph(text, Style(FontRole.HEI, _FACT), shape)
        return Cell((label,), align=VerticalAlign.BOTTOM, bordered=False)
    size = fitting_size(text, width - 3, (_FACT, 12, 11, 10, 9))
    shape = Shape(Align.CENTRE, line=20)
    said = paragraph(text, Style(FontRole.BODY, size), shape)
    return Cell((said,), align=VerticalAlign.BOTTOM, sides=(Side.BOTTOM,))


def _span(head: VolumeHead) -> str:
    if head.first_day is None or head.last_day is None:
        return ""
    first, last = head.first_day, head.last_day
    if first == last:
        return date_text(first)
    return f"{first:%Y.%m.%d}—{last:%Y.%m.%d}"


def _standing(head: VolumeHead) -> list[Block]:
    if head.until is None:
        return []
    said = f"本轮次尚未结束，本卷材料截至{date_text(head.until)}。"
    return [paragraph(said, Style(FontRole.KAI, 14), Shape(Align.CENTRE, line=22))]


def _filing(head: VolumeHead) -> Table:
    """What the archive fills in itself; our own number it may take over."""
    heads = ("全宗号", "目录号", "年　度", "案卷号")
    said = ("", "", str(head.year), str(head.number))
    return Table(
        (26.0, 26.0, 26.0, 26.0),
        tuple(
            Row(tuple(_centre(text, role) for text in row), height)
            for row, role, height in ((heads, FontRole.HEI, 9), (said, FontRole.BODY, 11))
        ),
    )


def _centre(text: str, role: FontRole) -> Cell:
    return Cell((paragraph(text, Style(role, 12), Shape(Align.CENTRE, line=18)),))


def divider(group: Group, parts: Sequence[Part]) -> Document:
    """A sheet before a group of papers: its name, and what lies behind it."""
    blocks: list[Block] = [
        Spacer(60),
        paragraph(
            GROUP_NAMES[group], Style(FontRole.TITLE, 36), Shape(Align.CENTRE, line=60, after=12)
        ),
        paragraph(
            f"（共 {len(parts)} 件）", Style(FontRole.KAI, 16), Shape(Align.CENTRE, line=28)
        ),
    ]
    return Document(GROUP_NAMES[group], tuple(blocks), SETUP)


def empty_sheet(head: VolumeHead) -> Document:
    """What stands in a volume of a branch that nobody looked at."""
    said = (
        f"{head.round_label}中没有{head.branch}的已完成的检查记录，"
        f"也没有整改事项、照片和评定结果。"
    )
    blocks = (
        paragraph("情况说明", Style(FontRole.TITLE, 22), Shape(Align.CENTRE, line=40, after=12)),
        paragraph(said, Style(FontRole.BODY, 16), Shape(Align.JUSTIFY, line=28, first_indent=2)),
    )
    return Document("情况说明", blocks, SETUP)


def closing_sheet(head: VolumeHead, papers: int, pages: int) -> Document:
    """备考表: what is in the volume, what is not, who bound it and who looked it through."""
    said = [f"本卷共 {papers} 件，{pages} 页。", *head.missing]
    if head.until is not None:
        said.append(
            f"装订时轮次尚未结束，以后形成的材料另行补入。材料截至{date_text(head.until)}。"
        )
    style = Style(FontRole.BODY, 14)
    text = tuple(paragraph(one, style, Shape(line=24, first_indent=2)) for one in said)
    lines = ("立卷人：", "检查人：", f"立卷日期：{date_text(head.bound_on)}")
    signs = tuple(paragraph(one, style, Shape(line=30, left=_SIGN_AT, after=3)) for one in lines)
    label = paragraph("本卷情况说明：", Style(FontRole.HEI, 14), Shape(line=28, before=4))
    table = Table(
        (_WIDTH,),
        (
            Row((Cell((label, *text), align=VerticalAlign.TOP, sides=_OPEN_BELOW),), 150),
            Row((Cell(signs, align=VerticalAlign.BOTTOM, sides=_OPEN_ABOVE),), 42),
        ),
        padding=4,
    )
    title = paragraph("卷内备考表", Style(FontRole.TITLE, 22), Shape(Align.CENTRE, line=44))
    return Document("卷内备考表", (title, Spacer(2), table), SETUP, dated=head.bound_on)


_OPEN_BELOW = (Side.TOP, Side.LEFT, Side.RIGHT)
_OPEN_ABOVE = (Side.LEFT, Side.RIGHT, Side.BOTTOM)
