"""Numbered parts of an official document: 一、（一）1.（1） (GB/T 9704-2012, 7.3.3).

结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注；一般第一层用黑体字、第二层用楷体字、
第三层和第四层用仿宋体字标注。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jyguide.documents.dates import chinese_number
from jyguide.documents.fonts import FontRole
from jyguide.documents.page import Align, Block, Paragraph, Shape, Style, Table, paragraph

PITCH = 15.7
"""Points from character to character: 28 in 156 mm with a little to spare, 三号 set closer."""
LINE = 28.95
"""Points from line to line: 22 of them in 225 mm."""
SIZE = 16.0
BODY = Style(FontRole.BODY, SIZE, spacing=PITCH - SIZE)
INDENT = 2 * PITCH / SIZE
"""Of a first line: two places of the grid, in characters of 16 points."""
DEEPEST = 4
_HAN = r"[\u3400-\u9fff]"
_BLANK = re.compile(rf"(?<={_HAN}) (?=[0-9])|(?<=[0-9%]) (?={_HAN})")
_ROLES = (FontRole.HEI, FontRole.KAI, FontRole.BODY, FontRole.BODY)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered head and what stands under it: paragraphs, tables, and sections in turn.

    Attributes:
        head: Without its number.
    """

    head: str
    content: Sequence[Content] = ()


Content = str | Section | Block
"""A string is a paragraph of running text."""


def body(text: str) -> Paragraph:
    """A paragraph of running text."""
    return paragraph(tight(text), BODY, Shape(Align.JUSTIFY, line=LINE, first_indent=INDENT))


def tight(text: str) -> str:
    """Without the blanks that screens have around figures: letters have none."""
    return _BLANK.sub("", text)


def set_out(content: Iterable[Content], level: int = 1) -> Iterator[Block]:
    """Everything in the order of reading, sections numbered from one under each head.

    Args:
        content: Of the document, or of one section of the level above.
        level: From 1 to 4; deeper ones are numbered as the fourth.
    """
    place, before = 0, None
    for one in content:
        if isinstance(one, Table) and isinstance(before, str):
            yield _gap()
        before = one
        match one:
            case str():
                yield body(one)
            case Section():
                place += 1
                yield _head(one, place, level)
                yield from set_out(one.content, min(level + 1, DEEPEST))
            case Table():
                yield one
                yield _gap()
            case _:
                yield one


def section_number(place: int, level: int) -> str:
    """``一、`` ``（一）`` ``1.`` ``（1）``, by level from 1 to 4."""
    forms = ("{chinese}、", "（{chinese}）", "{place}.", "（{place}）")
    return forms[level - 1].format(chinese=chinese_number(place), place=place)


def _head(section: Section, place: int, level: int) -> Paragraph:
    """Never alone at the foot of a page; what a table follows has a little room under it."""
    style = replace(BODY, role=_ROLES[level - 1])
    under = 6.0 if section.content and isinstance(section.content[0], Table) else 0.0
    shape = Shape(
        Align.JUSTIFY, line=LINE, first_indent=INDENT, after=under, keep_next=bool(section.content)
    )
    return paragraph(f"{section_number(place, level)}{tight(section.head)}", style, shape)


def _gap() -> Paragraph:
    return paragraph("", BODY, Shape(line=6))
