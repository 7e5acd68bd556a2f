"""What stands around the questions: the cover, how to use the book, its contents, its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jyguide.bank.book import Cover
from jyguide.bank.handbook_look import GREY, RED, Look, book_title, plain
from jyguide.bank.unified import Regulation
from jyguide.documents.breaking import NOT_AT_START, unbroken, width_at_most
from jyguide.documents.dates import chinese_date, date_text
from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Block,
    Document,
    Paragraph,
    Picture,
    Run,
    Shape,
    Spacer,
    Style,
    paragraph,
)
from jyguide.documents.sheets import blocks_points

_FOOT_MM = 34.0
"""Of the cover, below which version and date begin."""
_BEFORE_NAME = re.compile("(?<=.)(?=百问一口清$)")
_ROOM_FOR_NUMBER = 4
"""At the end of a line of the contents, in characters: dots and a page number."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Something that the contents name.

    Attributes:
        name: By which the page is found on which it begins.
        entries: Number, text and name of what it holds, where the contents name that too.
    """

    name: str
    title: str
    entries: tuple[tuple[str, str, str], ...] = ()


def cover_document(cover: Cover, subtitle: str, look: Look) -> Document:
    """One page without header or footer."""
    above = list(_cover_head(cover, look))
    title = list(_cover_title(cover, subtitle, look))
    foot = list(_cover_foot(cover, look))
    room = look.setup.inner_height
    used = sum(_block_mm(block, look.setup.inner_width) for block in (*above, *title))
    blocks = (*above, *title, Spacer(max(5.0, room - used - _FOOT_MM)), *foot)
    return Document(plain(cover.name), blocks, look.setup, dated=cover.day)


def _block_mm(block: Block, width: float) -> float:
    if isinstance(block, Paragraph):
        return blocks_points([block], width) * MM_PER_POINT
    return block.height if isinstance(block, Spacer | Picture) else 0


def _cover_head(cover: Cover, look: Look) -> Iterator[Block]:
    yield Spacer(look.setup.inner_height * (0.06 if cover.emblem else 0.14))
    if cover.emblem:
        side = look.cover_title * 0.75
        yield Picture(cover.emblem, side, side)
        yield Spacer(6)
    if issuer := plain(cover.issuer):
        width = look.setup.inner_width
        sizes = (look.heading, look.heading * 0.85, look.heading * 0.7)
        size = fitting_size(issuer, width, sizes, lines=2)
        yield paragraph(issuer, Style(FontRole.KAI, size), Shape(Align.CENTRE, after=10))


def _cover_title(cover: Cover, subtitle: str, look: Look) -> Iterator[Block]:
    yield _rule_line(2.25)
    yield _rule_line(0.75)
    yield Spacer(look.setup.inner_height * 0.055)
    lines = [plain(line) for line in _BEFORE_NAME.sub("\n", cover.title).split("\n")]
    lines = [line for line in lines if line]
    sizes = [look.cover_title * share for share in (1, 0.85, 0.7, 0.55, 0.45)]
    width = look.setup.inner_width
    size = min((fitting_size(line, width, sizes) for line in lines), default=look.cover_title)
    style = Style(FontRole.TITLE, size, colour=RED, spacing=size * 0.06)
    for line in lines:
        yield paragraph(line, style, Shape(Align.CENTRE, size * 1.45))
    yield Spacer(look.setup.inner_height * 0.02)
    yield paragraph(subtitle, look.style(FontRole.HEI, 1.05), Shape(Align.CENTRE))
    yield Spacer(look.setup.inner_height * 0.04)
    yield _rule_line(0.75)
    yield _rule_line(2.25)


def _rule_line(thickness: float) -> Paragraph:
    return Paragraph((), Shape(line=2, rule=thickness, rule_colour=RED))


def _cover_foot(cover: Cover, look: Look) -> Iterator[Block]:
    shape = Shape(Align.CENTRE, look.line * 1.3)
    if version := plain(cover.version):
        yield paragraph(version, look.style(FontRole.KAI, 1.15), shape)
    yield paragraph(chinese_date(cover.day), look.style(FontRole.KAI, 1.15), shape)


def usage_blocks(look: Look, *, weighed: bool, required: bool) -> list[Paragraph]:
    """How to read a question; says nothing of marks that this book does not use."""
    lines = [
        "每一问先看“答”：照着说一遍，用自己的话说也可以，意思要准。",
        "再看“要点”：合上书，逐条说全，一口清就是要点一条不落。",
    ]
    if required:
        lines.append("标有★的要点必须答到，漏了它，这一问就不算答对。")
    if weighed:
        lines.append("要点后面写着（2分）的，分量是别的要点的两倍；没有写的都算1分。")
    lines.append("“依据”写明法规名称、版本和条号；法规修订以后，以新版本为准。")
    shape = Shape(Align.JUSTIFY, look.line * 0.95, first_indent=2)
    heading = _front_heading("怎样使用", look)
    style = look.style(FontRole.KAI, 0.95)
    return [heading, *(paragraph(line, style, shape) for line in lines)]


def contents_blocks(
    chapters: Sequence[Chapter], pages: Mapping[str, int], look: Look
) -> list[Paragraph]:
    """Everything that is named, with the page on which it begins."""
    blocks = [_front_heading("目　录", look)]
    for chapter in chapters:
        blocks.append(_chapter_line(chapter, pages, look))
        for entry in chapter.entries:
            blocks.extend(_entry_lines(entry, pages, look))
    return blocks


def _front_heading(text: str, look: Look) -> Paragraph:
    style = Style(FontRole.TITLE, look.heading, colour=RED)
    shape = Shape(Align.CENTRE, before=look.line * 1.2, after=look.line * 0.5, keep_next=True)
    return paragraph(text, style, shape)


def _chapter_line(chapter: Chapter, pages: Mapping[str, int], look: Look) -> Paragraph:
    style = look.style(FontRole.HEI)
    shape = Shape(
        line=look.line,
        before=look.line * 0.3,
        leader=look.setup.inner_width,
        keep_next=bool(chapter.entries),
    )
    runs = (Run(f"{plain(chapter.title)}\t", style), _page_number(chapter.name, pages, style))
    return Paragraph(runs, shape)


def _entry_lines(
    entry: tuple[str, str, str], pages: Mapping[str, int], look: Look
) -> Iterator[Paragraph]:
    """A paragraph a line: left to the programs, a number may stand alone on one."""
    number, text, name = entry
    style = look.style(scale=0.95)
    plain_line = Shape(line=look.line * 0.9, left=look.gutter, keep_next=True)
    room = (look.setup.inner_width - look.gutter) / MM_PER_POINT / style.size
    *before, last = _short_lines(plain(text), room - _ROOM_FOR_NUMBER)
    lines: list[tuple[tuple[Run, ...], Shape]] = []
    lines += [((Run(line, style),), plain_line) for line in before]
    numbered = replace(plain_line, leader=look.setup.inner_width, keep_next=False)
    lines.append(((Run(f"{last}\t", style), _page_number(name, pages, style)), numbered))
    for index, (runs, shape) in enumerate(lines):
        if index:
            yield Paragraph(runs, shape)
        else:
            yield look.beside(Run(plain(number), replace(style, colour=RED)), runs, shape)


def _short_lines(text: str, room: float) -> Iterator[str]:
    """The text in lines that end before the column of page numbers; lengths in characters."""
    line = ""
    for piece in unbroken(text):
        if line and piece not in NOT_AT_START and width_at_most(line + piece) > room:
            yield line
            line = ""
        line += piece
    yield line


def _page_number(name: str, pages: Mapping[str, int], style: Style) -> Run:
    return Run(str(pages[name]), style, page_of=name)


def regulation_blocks(
    cited: Iterable[tuple[str, str]], known: Sequence[Regulation], look: Look
) -> list[Paragraph]:
    """The regulations that the book rests on, in the order in which they are first cited.

    Args:
        cited: Title and edition.
        known: Says since when each is in force, and what it replaced.
        look: Of the size that is made.
    """
    details = {(one.title, one.edition): one for one in known}
    blocks: list[Paragraph] = []
    for number, key in enumerate(cited, 1):
        blocks.extend(_regulation(number, key, details.get(key), look))
    return blocks


def _regulation(
    number: int, key: tuple[str, str], known: Regulation | None, look: Look
) -> Iterator[Paragraph]:
    title, edition = map(plain, key)
    label = Run(str(number), look.style(FontRole.HEI, colour=RED))
    shape = Shape(
        Align.LEFT, look.line, before=look.size * 0.7, keep_next=True, keep_together=True
    )
    yield look.beside(label, (Run(book_title(title), look.style(FontRole.HEI)),), shape)
    facts = [f"版本：{edition}"] if edition else []
    if known and known.in_force_from:
        facts.append(f"施行日期：{date_text(known.in_force_from)}")
    if known and known.replaced:
        facts.append(f"取代：{plain(known.replaced)}")
    style = look.style(FontRole.KAI, 0.95, GREY)
    below = replace(look.inner, align=Align.LEFT, line=look.line * 0.95, keep_together=True)
    yield paragraph("；".join(facts) or "版本没有写明", style, below)
