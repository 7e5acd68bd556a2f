"""Official documents by GB/T 9704-2012: one description for requests, circulars, notices, lists.

A4 with 37 mm above and 28 mm at the binding, a type area of 156 by 225 mm with 22 lines of 28
characters; what each part looks like and where it stands is written at its function.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jyguide.documents.breaking import line_starts
from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, width_in_characters
from jyguide.documents.numbering import BODY, INDENT, LINE, PITCH, Content, set_out
from jyguide.documents.official_number import tidy_number
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Block,
    Cell,
    Document,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    Row,
    Run,
    RunningLine,
    Shape,
    Side,
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.title_lines import title_lines

_GRID = 15.75
"""Points that Word is told for a place of the grid. LibreOffice narrows the column to so many
whole places: more than a character takes, or it would set 27."""
SETUP = PageSetup(top=37, right=26, bottom=35, left=28, header=15, footer=24.3, grid=(_GRID, LINE))
WIDTH = SETUP.inner_width
"""Of the type area in millimetres."""
TITLE = Style(FontRole.TITLE, 22)
HEADING = replace(BODY, role=FontRole.HEI)
KAI = replace(BODY, role=FontRole.KAI)
_PLACE = PITCH * MM_PER_POINT
"""Millimetres of one character's place."""
_RED = "E60012"
_HEAD_SIZES = (62, 54, 48, 42, 36, 32, 28, 26, 22)
_NUMBER = Style(FontRole.SONG, 14)
_SMALL = Style(FontRole.BODY, 14)
_SMALL_PLACE = 14 * MM_PER_POINT
_SMALL_LINE, _SMALL_ROW = 21.0, 8.5
_DAY_COLUMN = 66.0
_THICK, _THIN = 1.0, 0.7
"""Points of the rules of the imprint: 0.35 and 0.25 mm."""
_HELD_LINES = 6
"""A last paragraph up to so long stays whole on the page of the signature."""
_SPARE = 0.5
"""Characters by which a name may turn out wider in a typeface that stands in."""
PAGE_ODD = RunningLine("— {page} —", _NUMBER, Align.RIGHT, inset=_SMALL_PLACE)
PAGE_EVEN = RunningLine("— {page} —", _NUMBER, Align.LEFT, inset=_SMALL_PLACE)
"""四号半角宋体, a character in from the outer edge, 7 mm under the type area (7.5)."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and the day.

    Attributes:
        sealed: A seal is put over both, so that there is room for it, and the day stands four
            characters in; without one the name stands two characters in.
    """

    office: str
    on: date
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who gets copies, which office had it printed, and when."""

    issuer: str
    on: date
    copies: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """What is attached, on pages of its own; its title is also listed under the text.

    Attributes:
        under: A line under its title, such as the order of a list.
    """

    title: str
    blocks: Sequence[Block] = ()
    under: str = ""


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """What an official document says, part by part; an empty part takes no room.

    Attributes:
        title: As text, or in parts inside which no line ends.
        content: Paragraphs, tables and numbered sections.
        number: 发文字号 in any brackets; printed as ``澄组〔2026〕12号``.
        under: A line under the title, such as 征求意见稿.
        addressee: 主送机关, without the colon.
        annexes: Those without blocks are named only, and go out by themselves.
        note: 附注, without its brackets, such as whom to ask.
        foot: What stands under all that, on the page of the day.
        head: 发文机关标志 in red over a red rule; empty for paper that has it printed.
        signatory: 签发人, on what goes up to a higher office.
        name: In the file's properties; the title where it is empty.
    """

    title: str | Sequence[str]
    content: Sequence[Content]
    number: str = ""
    under: str = ""
    addressee: str = ""
    annexes: Sequence[Annex] = ()
    signature: Signature | None = None
    note: str = ""
    head: str = ""
    signatory: str = ""
    imprint: Imprint | None = None
    name: str = ""
    foot: Sequence[Paragraph | Table] = ()


def official_document(paper: OfficialPaper, dated: date | None = None) -> Document:
    """The document, its annexes behind it, the imprint at the foot of the last page."""
    lines = title_lines(paper.title)
    blocks: list[Block] = [*_head(paper), *_title(lines, paper.under)]
    if paper.addressee:
        blocks.append(paragraph(f"{paper.addressee}：", BODY, Shape(Align.JUSTIFY, line=LINE)))
    blocks += set_out(paper.content)
    blocks += _ending(paper, blocks)
    for place, annex in enumerate(paper.annexes, 1):
        blocks += _annex_pages(annex, place if len(paper.annexes) > 1 else 0)
    if paper.imprint:
        blocks.append(_imprint(paper.imprint))
    return Document(
        title=paper.name or "".join(lines),
        blocks=tuple(blocks),
        setup=SETUP,
        footer=PAGE_ODD,
        footer_even=PAGE_EVEN,
        dated=dated or (paper.signature.on if paper.signature else None),
    )


def plain_line(text: str, style: Style = BODY, align: Align = Align.LEFT) -> Paragraph:
    """A line on the grid, without an indent."""
    return paragraph(text, style, Shape(align, line=LINE))


def _head(paper: OfficialPaper) -> Iterator[Block]:
    """Red head, number, red rule (7.2.4 to 7.2.7); on paper without a head the number alone.

    The head stands 35 mm under the type area's edge, the number two lines under it, the rule
    4 mm under that.
    """
    number = tidy_number(paper.number)
    if not paper.head:
        if paper.signatory:
            yield _number_and_signatory(number, paper.signatory)
            yield plain_line("")
        elif number:
            yield paragraph(number, BODY, Shape(Align.CENTRE, line=LINE, after=LINE))
        return
    size = fitting_size(paper.head, WIDTH, _HEAD_SIZES)
    mark = Style(FontRole.TITLE, size, colour=_RED)
    yield Spacer(35)
    yield paragraph(paper.head, mark, Shape(Align.CENTRE, line=size * 1.2, after=2 * LINE))
    if paper.signatory:
        yield _number_and_signatory(number, paper.signatory)
    elif number:
        yield paragraph(number, BODY, Shape(Align.CENTRE, line=LINE))
    rule = Shape(line=9, after=2 * LINE, rule=2, rule_colour=_RED)
    yield paragraph("", Style(size=6), rule)


def _number_and_signatory(number: str, signatory: str) -> Table:
    """A character in from either edge, on one line; the name in 楷体 (7.2.5, 7.2.6)."""
    half, right = WIDTH / 2, Shape(Align.RIGHT, line=LINE, right=_PLACE)
    cells = (
        Cell((paragraph(number, BODY, Shape(line=LINE, left=_PLACE)),), bordered=False),
        Cell((Paragraph((Run("签发人：", BODY), Run(signatory, KAI)), right),), bordered=False),
    )
    return Table((half, half), (Row(cells),), padding=0)


def _title(lines: Sequence[str], under: str) -> Iterator[Paragraph]:
    """二号小标宋, centred, an empty line under it (7.3.1)."""
    last = len(lines) - 1
    for at, one in enumerate(lines):
        after = LINE if at == last and not under else 0
        yield paragraph(one, TITLE, Shape(Align.CENTRE, line=LINE, after=after, keep_next=True))
    if under:
        yield paragraph(under, KAI, Shape(Align.CENTRE, line=LINE, after=LINE, keep_next=True))


def _ending(paper: OfficialPaper, above: list[Block]) -> list[Block]:
    """List of annexes, signature, note; the last lines of text stay on their page."""
    ending: list[Block] = [*_annex_list(paper.annexes)]
    if paper.signature is not None:
        ending += _signed(paper.signature)
        ends = 2 if isinstance(above[-2:][0], Table) else 1  # a table and the gap under it
        above[-ends:] = map(_held, above[-ends:])
    if paper.note:
        shape = Shape(Align.JUSTIFY, line=LINE, first_indent=INDENT)
        ending.append(paragraph(f"（{paper.note}）", BODY, shape))
    if paper.foot and ending:
        ending[-1] = _held(ending[-1])
    return [*ending, *paper.foot]


def _held(block: Block) -> Block:
    """What stands before a signature, which is never alone on a page: text, or a last row."""
    if isinstance(block, Paragraph):
        return _kept(block)
    if isinstance(block, Table):
        *rows, last = block.rows
        cells = tuple(replace(one, blocks=tuple(map(_kept, one.blocks))) for one in last.cells)
        return replace(block, rows=(*rows, replace(last, cells=cells)))
    return block


def _kept(block: Paragraph | Picture) -> Paragraph | Picture:
    if isinstance(block, Picture):
        return block
    whole = len(line_starts(block, WIDTH)) <= _HELD_LINES
    return replace(block, shape=replace(block.shape, keep_next=True, keep_together=whole))


def _annex_list(annexes: Sequence[Annex]) -> Iterator[Paragraph]:
    """``附件：1.…`` a line under the text, two characters in; longer names hang (7.3.4)."""
    several = len(annexes) > 1
    places = len(str(len(annexes))) / 2 + 0.5 if several else 0
    left = 5 + places
    for at, annex in enumerate(annexes, 1):
        number = f"{at}.\t" if several else ""
        label = "附件：" if at == 1 else ""
        shape = Shape(
            line=LINE,
            left=left * _PLACE,
            first_indent=-(places + (3 if at == 1 else 0)) * PITCH / BODY.size,
            before=LINE if at == 1 else 0,
            tabs=(left * _PLACE,) if several else (),
            keep_next=True,
            keep_together=True,
        )
        yield paragraph(f"{label}{number}{annex.title}", BODY, shape)


def _signed(signature: Signature) -> Iterator[Paragraph]:
    """The office over the middle of the day, which stands four characters in (7.3.5)."""
    day = date_text(signature.on)
    from_right = 4 if signature.sealed else 2
    if not signature.sealed and width_in_characters(signature.office) > width_in_characters(day):
        yield from _unsealed(signature.office, day)
        return
    middle = from_right + width_in_characters(day) / 2
    middle = max(middle, width_in_characters(signature.office) / 2 + _SPARE)
    shape = Shape(
        Align.CENTRE,
        line=LINE,
        left=max(0.0, WIDTH - 2 * middle * _PLACE),
        before=(2 if signature.sealed else 1) * LINE,
        keep_next=True,
        keep_together=True,
    )
    yield paragraph(signature.office, BODY, shape)
    yield paragraph(day, BODY, replace(shape, before=0, keep_next=False))


def _unsealed(office: str, day: str) -> Iterator[Paragraph]:
    """Two characters in; the day begins two characters right of the office (7.3.5)."""
    shape = Shape(Align.RIGHT, line=LINE, right=2 * _PLACE, before=LINE, keep_next=True)
    yield paragraph(office, BODY, shape)
    left = WIDTH / _PLACE - 2 - width_in_characters(office) + 2
    yield paragraph(day, BODY, Shape(line=LINE, left=max(0.0, left) * _PLACE))


def annex_head(place: int = 0) -> Paragraph:
    """``附件`` or ``附件2`` at the edge of an annex's first line, in 黑体 (7.3.7)."""
    shape = Shape(line=LINE, after=LINE, keep_next=True)
    return paragraph(f"附件{place or ''}", HEADING, shape)


def _annex_pages(annex: Annex, place: int) -> Iterator[Block]:
    """A page of its own; its title on the third line."""
    if not annex.blocks:
        return
    yield PageBreak()
    yield annex_head(place)
    yield from _title(title_lines(annex.title), annex.under)
    yield from annex.blocks


def _imprint(imprint: Imprint) -> Table:
    """四号仿宋 between rules, the last one at the lower edge of the type area (7.4)."""
    edges: tuple[Side, ...] = (Side.TOP, Side.BOTTOM)
    rows: list[Row] = []
    if imprint.copies:
        rows.append(_copies(imprint.copies))
        edges = (Side.BOTTOM,)
    issuer = Shape(line=_SMALL_LINE, left=_SMALL_PLACE)
    day = Shape(Align.RIGHT, line=_SMALL_LINE, right=_SMALL_PLACE)
    printed = f"{date_text(imprint.on)}印发"
    cells = (
        Cell((paragraph(imprint.issuer, _SMALL, issuer),), sides=edges),
        Cell((paragraph(printed, _SMALL, day),), sides=edges),
    )
    rows.append(Row(cells, _SMALL_ROW))
    columns = (WIDTH - _DAY_COLUMN, _DAY_COLUMN)
    return Table(columns, tuple(rows), border=_THICK, padding=0, at_foot=True)


def _copies(offices: Sequence[str]) -> Row:
    """Lines go on under the first office, a character from the right edge."""
    shape = Shape(
        line=_SMALL_LINE, left=4 * _SMALL_PLACE, right=_SMALL_PLACE, first_indent=-3, before=2
    )
    text = paragraph(f"抄送：{'，'.join(offices)}。", _SMALL, shape)
    rule = paragraph("", Style(size=1), Shape(line=2, rule=_THIN))
    return Row((Cell((text, rule), span=2, sides=(Side.TOP,)),), _SMALL_ROW)
