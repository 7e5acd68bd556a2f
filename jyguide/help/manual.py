"""The chapters on paper: one of them, or all as a manual with cover, contents and page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.hard_pages import hard_pages
from jyguide.documents.measure import width_in_characters
from jyguide.documents.page import (
    MM_PER_POINT,
    PAGE_NUMBER,
    PLAIN_NUMBER,
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
    Spacer,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.text_table import kept_with_next
from jyguide.help.chapters import GROUPS, Chapter, help_bytes, picture_size
from jyguide.help.markup import Entries, Grid, Heading, Kind, Line, Part, Shot, Words, plain

TITLE = "暨阳指导使用手册"
_SETUP = PageSetup(top=27, right=25, bottom=24, left=25, header=16, footer=13)
_SIZE = 11.5
_LINE = 19.0
_GUTTER = 7.0
"""Millimetres between the edge and the text of an entry of a list."""
_RED = "9E1B1B"
_GREY = "555555"
_HEADS = {1: (FontRole.TITLE, 20.0), 2: (FontRole.HEI, 14.0), 3: (FontRole.HEI, 12.0)}
_WIDEST, _HIGHEST = 145.0, 90.0
"""Millimetres of a picture of the screen, and of one that stands upright."""
_CELL = 10.0
_NARROWEST = 24.0
"""Of a column of a table, in millimetres."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A chapter on its pages, and the number of the first."""

    chapter: Chapter
    pages: list[tuple[Block, ...]]
    first: int


def chapter_document(chapter: Chapter, on: date) -> Document:
    """One chapter by itself."""
    blocks = tuple(_blocks(chapter))
    return Document(chapter.title, blocks, _SETUP, footer=PAGE_NUMBER, dated=on)


def manual(chapters: Sequence[Chapter], release: str, on: date) -> tuple[Document, ...]:
    """Cover, contents, and a document for each chapter; renderers take them as one file.

    Args:
        chapters: In the order of the contents.
        release: Of the program, on the cover.
        on: The day on the cover.
    """
    bound = list(_bound(chapters))
    bodies = [_body(one, on, continues=number > 0) for number, one in enumerate(bound)]
    return (_cover(release, on), _contents(bound, on), *bodies)


def _bound(chapters: Sequence[Chapter]) -> Iterator[_Set]:
    """Every chapter begins on a page of its own."""
    first = 1
    for chapter in chapters:
        pages = hard_pages(list(_blocks(chapter)), _SETUP)
        yield _Set(chapter, pages, first)
        first += len(pages)


def _body(bound: _Set, on: date, *, continues: bool) -> Document:
    blocks: list[Block] = []
    for number, page in enumerate(bound.pages):
        blocks += [PageBreak(), *page] if number else page
    header = RunningLine(f"{TITLE}　·　{bound.chapter.title}", Style(FontRole.KAI, 10), rule=0.5)
    return Document(
        TITLE,
        tuple(blocks),
        _SETUP,
        header=header,
        footer=PLAIN_NUMBER,
        dated=on,
        continues=continues,
    )


def _cover(release: str, on: date) -> Document:
    centre = Shape(Align.CENTRE)
    blocks: tuple[Block, ...] = (
        Spacer(62),
        paragraph(TITLE[:4], Style(FontRole.TITLE, 40, colour=_RED), Shape(Align.CENTRE, 62)),
        paragraph(TITLE[4:], Style(FontRole.TITLE, 30), Shape(Align.CENTRE, 52)),
        Spacer(96),
        paragraph(f"版本 {release}", Style(FontRole.KAI, 14), centre),
        paragraph(date_text(on), Style(FontRole.KAI, 14), centre),
    )
    return Document(TITLE, blocks, _SETUP, dated=on)


def _contents(bound: Sequence[_Set], on: date) -> Document:
    by_name = {one.chapter.name: one for one in bound}
    blocks: list[Block] = [
        paragraph("目　录", Style(FontRole.TITLE, 20), Shape(Align.CENTRE, 40, after=6))
    ]
    for head, names in GROUPS:
        shape = Shape(line=_LINE, before=6, keep_next=True)
        blocks.append(paragraph(head, Style(FontRole.HEI, 12, colour=_RED), shape))
        blocks += [_contents_line(by_name[name]) for name in names if name in by_name]
    return Document(TITLE, tuple(blocks), _SETUP, dated=on)


def _contents_line(bound: _Set) -> Paragraph:
    style = Style(FontRole.BODY, _SIZE)
    number = Run(str(bound.first), style, page_of=_name(bound.chapter))
    shape = Shape(line=_LINE, left=_GUTTER, leader=_SETUP.inner_width)
    return Paragraph((Run(f"{bound.chapter.title}\t", style), number), shape)


def _name(chapter: Chapter) -> str:
    return f"chapter{chapter.name}"


def _blocks(chapter: Chapter) -> Iterator[Block]:
    for number, part in enumerate(chapter.parts):
        for block in _part_blocks(part):
            if number or not isinstance(block, Paragraph):
                yield block
            else:
                yield replace(block, name=_name(chapter))


def _part_blocks(part: Part) -> Iterator[Block]:
    match part:
        case Heading():
            yield _heading(part)
        case Words():
            yield Paragraph(_runs(part.line), Shape(Align.JUSTIFY, _LINE, 2, after=2))
        case Entries():
            yield from _entries(part)
        case Grid():
            yield Spacer(1)
            yield _table(part)
            yield Spacer(2)
        case Shot():
            yield _picture(part)


def _heading(head: Heading) -> Paragraph:
    role, size = _HEADS[head.level]
    first = head.level == 1
    shape = Shape(
        line=size * 1.6,
        before=0 if first else 8,
        after=6 if first else 2,
        rule=1 if first else 0,
        rule_colour=_RED,
        outline=head.level,
        keep_next=True,
        keep_together=True,
    )
    return paragraph(head.text, Style(role, size, colour=_RED if first else "000000"), shape)


def _runs(line: Line, size: float = _SIZE) -> tuple[Run, ...]:
    return tuple(_run(span.text, span.kind, size) for span in line)


def _run(text: str, kind: Kind, size: float) -> Run:
    if kind is Kind.LABEL:
        return Run(f"【{text}】", Style(FontRole.HEI, size))
    if kind is Kind.LINK:
        return Run(f"“{text}”", Style(FontRole.BODY, size))
    return Run(text, Style(FontRole.HEI if kind is Kind.BOLD else FontRole.BODY, size))


def _entries(part: Entries) -> Iterator[Paragraph]:
    hung = Shape(
        Align.LEFT,
        _LINE,
        first_indent=-_GUTTER / MM_PER_POINT / _SIZE,
        left=_GUTTER,
        tabs=(_GUTTER,),
        after=1,
        keep_together=True,
    )
    for number, line in enumerate(part.lines, 1):
        mark = f"{number}.\t" if part.numbered else "·\t"
        yield Paragraph((Run(mark, Style(FontRole.BODY, _SIZE)), *_runs(line)), hung)


def _table(part: Grid) -> Table:
    head = kept_with_next(Row(tuple(_cell(line, bold=True) for line in part.heads), 7))
    rows = [Row(tuple(_cell(line) for line in row)) for row in part.rows]
    return Table(_widths(part), (head, *rows), header_rows=1)


def _cell(line: Line, *, bold: bool = False) -> Cell:
    runs = _runs(line, _CELL)
    if bold:
        runs = tuple(replace(run, style=replace(run.style, role=FontRole.HEI)) for run in runs)
    shape = Shape(line=15, before=1.5, after=1.5)
    return Cell((Paragraph(runs or (Run("", Style(size=_CELL)),), shape),))


def _widths(part: Grid) -> tuple[float, ...]:
    """Wide by what stands in a column, and none too narrow for a word."""
    columns = zip(part.heads, *part.rows, strict=True)
    wanted = [max(width_in_characters(plain(line)) for line in column) for column in columns]
    shares = [min(one, 40.0) for one in wanted]
    free = _SETUP.inner_width - _NARROWEST * len(shares)
    return tuple(_NARROWEST + free * share / sum(shares) for share in shares)


def _picture(part: Shot) -> Table:
    """With its caption under it, in a row that is never parted."""
    width, height = _fitting(part.file)
    caption = paragraph(
        part.caption,
        Style(FontRole.KAI, 10, colour=_GREY),
        Shape(Align.CENTRE, 15, before=2, after=4),
    )
    cell = Cell((Picture(help_bytes(part.file), width, height), caption), bordered=False)
    return Table((_SETUP.inner_width,), (Row((cell,)),), border=0, padding=0)


def _fitting(file: str) -> tuple[float, float]:
    """As wide or as high as a picture may be; millimetres."""
    across, down = picture_size(file)
    share = min(_WIDEST / across, _HIGHEST / down)
    return across * share, down * share
