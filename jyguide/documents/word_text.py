"""WordprocessingML of text: runs, paragraphs, and the lines at the head and foot of pages.

Text is put together as text: several times faster than one element at a time, and the order of
children, on which Word insists, can be read off the page.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from html import escape
from itertools import groupby

from jyguide.documents.fonts import word_font, word_stand_in
from jyguide.documents.page import (
    HAIRLINE_PT,
    RULE_GAP_PT,
    Paragraph,
    Run,
    RunningLine,
    Shape,
    Style,
)

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FIELD = re.compile(r"\{(pages?)\}")
TEMPLATE_SIZE = 15.5
"""Points of text in the blank template: from these Word counts the characters of its grid."""


PagesField = Callable[[str], str]
"""Makes the field that counts pages around the runs that show what it said last."""


def twips(mm: float) -> int:
    """Word's unit, one twentieth of a point."""
    return round(mm * 1440 / 25.4)


def points(pt: float) -> int:
    """Points in twips."""
    return round(pt * 20)


@lru_cache(maxsize=256)
def run_properties(style: Style) -> str:
    """``w:rPr``: the typeface in all four slots, so that quotation marks stay full-width."""
    font = style.family or word_font(style.role)
    size = round(style.size * 2)
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    underline = '<w:u w:val="single"/>' if style.underline else ""
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}"'
        f' w:eastAsia="{font}" w:cs="{font}"/>{bold}'
        f'<w:snapToGrid w:val="0"/><w:color w:val="{style.colour}"/>'
        f'<w:spacing w:val="{points(style.spacing)}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{underline}</w:rPr>'
    )


def run_xml(run: Run) -> str:
    """``w:r``; tabs and line feeds in the text become Word's own."""
    properties = run_properties(run.style)
    shown = "".join(
        f"<w:r>{run_properties(style)}{_text(text)}</w:r>" for text, style in _by_face(run)
    )
    return _page_reference(run.page_of, properties, shown) if run.page_of else shown


def _by_face(run: Run) -> Iterator[tuple[str, Style]]:
    """The run's text in pieces; ideographs that its typeface lacks have one that has them."""
    role = run.style.role
    if run.style.family or run.text.isascii():
        yield run.text, run.style
        return
    for family, characters in groupby(run.text, partial(word_stand_in, role)):
        yield "".join(characters), replace(run.style, family=family)


def _page_reference(name: str, properties: str, shown: str) -> str:
    """A field that already says its number: no program has to ask before it can be read."""

    def mark(kind: str) -> str:
        return f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f"<w:instrText xml:space='preserve'> PAGEREF {name} \\h </w:instrText>"
    return (
        f"{mark('begin')}<w:r>{properties}{instruction}</w:r>"
        f"{mark('separate')}{shown}{mark('end')}"
    )


def _text(text: str) -> str:
    """``w:t`` and its tabs and line breaks; characters XML cannot hold are left out."""
    clean = escape(FORBIDDEN.sub("", text), quote=False)
    inner = clean.replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    inner = inner.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:t xml:space='preserve'>{inner}</w:t>"


def paragraph_xml(paragraph: Paragraph) -> str:
    """``w:p`` with its lines at an exact height."""
    content = "".join(map(run_xml, paragraph.runs))
    if paragraph.name:
        content = _bookmarked(paragraph.name, content)
    return f"<w:p>{_paragraph_properties(paragraph)}{content}</w:p>"


def _bookmarked(name: str, content: str) -> str:
    """The content as something that can be referred to; the number is made from the name."""
    key = f'w:id="{zlib.crc32(name.encode()) & 0x7FFFFFFF}"'
    start = f'<w:bookmarkStart {key} w:name="{name}"/>'
    return f"{start}{content}<w:bookmarkEnd {key}/>"


def _paragraph_properties(paragraph: Paragraph) -> str:
    shape = paragraph.shape
    return (
        f"<w:pPr>{'<w:keepNext/>' if shape.keep_next else ''}"
        f"{'<w:keepLines/>' if shape.keep_together else ''}"
        f'<w:widowControl w:val="0"/>{_rule(shape)}{_tabs(shape)}'
        '<w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f"{_spacing(paragraph.line_points, shape.before, shape.after)}"
        f'<w:ind w:left="{twips(shape.left)}" {_right(shape.right)}'
        f"{_first_line(paragraph.first_indent_points)}/>"
        f'<w:jc w:val="{shape.align}"/>{_outline(shape.outline)}</w:pPr>'
    )


def _right(indent: float) -> str:
    return f'w:right="{twips(indent)}" ' if indent else ""


def _first_line(indent: float) -> str:
    return f'w:hanging="{points(-indent)}"' if indent < 0 else f'w:firstLine="{points(indent)}"'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""


def _rule(shape: Shape) -> str:
    if not shape.rule:
        return ""
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="{round(shape.rule * 8)}"'
        f' w:space="{round(RULE_GAP_PT)}" w:color="{shape.rule_colour}"/></w:pBdr>'
    )


def _tabs(shape: Shape) -> str:
    stops = "".join(f'<w:tab w:val="left" w:pos="{twips(stop)}"/>' for stop in shape.tabs)
    if shape.leader:
        stops += f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(shape.leader)}"/>'
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _spacing(line: float, before: float, after: float) -> str:
    return (
        f'<w:spacing w:before="{points(before)}" w:after="{points(after)}"'
        f' w:line="{points(line)}" w:lineRule="exact"/>'
    )


def thin_paragraph(extra: str = "", content: str = "", line: float = HAIRLINE_PT) -> str:
    """A paragraph that takes up no more height than its exact line, on a grid or not."""
    plain = '<w:snapToGrid w:val="0"/>'
    return f"<w:p><w:pPr>{plain}{_spacing(line, 0, 0)}{extra}</w:pPr>{content}</w:p>"


def running_line_xml(line: RunningLine, pages: PagesField) -> str:
    """A paragraph for the head or foot of a page; ``pages`` makes the field that counts them."""
    pieces = _FIELD.split(line.text)
    shown = run_xml(Run("1", line.style))
    fields = {"page": field_xml("PAGE", shown), "pages": pages(shown)}
    content = "".join(
        fields[piece] if index % 2 else run_xml(Run(piece, line.style))
        for index, piece in enumerate(pieces)
    )
    return f"<w:p>{_paragraph_properties(Paragraph((), line.shape))}{content}</w:p>"


def field_xml(instruction: str, shown: str) -> str:
    """A field, and the runs that show what it said last."""
    return f'<w:fldSimple w:instr=" {instruction} ">{shown}</w:fldSimple>'


def nested_field_xml(instruction: str, inner: str) -> str:
    """A field that said last what another field says, for programs that know only that one."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f"<w:r><w:instrText xml:space='preserve'> {instruction} </w:instrText></w:r>"
    return f"{mark('begin')}{told}{mark('separate')}{inner}{mark('end')}"


def bookmark_xml(name: str) -> str:
    """A place of the body that can be referred to."""
    return _bookmarked(name, "")
