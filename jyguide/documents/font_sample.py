"""A page to print once: every typeface in its place, the grid to count on, names that are rare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jyguide.documents.font_check import ROLE_NAMES, USES, FaceState
from jyguide.documents.numbering import BODY, LINE, PITCH, Content, Section
from jyguide.documents.official import Imprint, OfficialPaper, Signature, official_document
from jyguide.documents.page import Align, Document, Paragraph, Shape, Style, paragraph

SENTENCE = "江阴市基层党建工作指导站 2026"
RARE_NAMES = "𠮷㛃䶮叕㴬堃喆珺"
"""Characters of names that some typeface of every PC lacks."""
_SIZE, _NOTE = 16.0, 10.5
_GRID_LINES = 3
_A_LINE = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八"


def sample_document(states: tuple[FaceState, ...], office: str, on: date) -> Document:
    """The sample, an official document in itself; two pages."""
    paper = OfficialPaper(
        title="公文字体和版式样张",
        content=(
            "本页用来核对打印机和字体：每行28个字，每页22行。",
            Section("字体", tuple(_faces(states))),
            Section("版心和字数", tuple(_grid())),
            Section("层次", (Section("楷体", (Section("仿宋", (Section("仿宋"),)),)),)),
            Section(
                "姓名里的生僻字",
                (RARE_NAMES, "阿卜杜拉·买买提·吐尔逊江、欧阳上官司马诸葛夏侯皇甫"),
            ),
        ),
        number=f"样张〔{on.year}〕1号",
        signature=Signature(office, on),
        imprint=Imprint(office, on, ("各党支部",)),
    )
    return official_document(paper)


def _faces(states: tuple[FaceState, ...]) -> Iterator[Content]:
    """Each in its own design, and what it is on this PC."""
    for one in states:
        style = Style(one.role, _SIZE, spacing=PITCH - _SIZE)
        yield paragraph(f"{ROLE_NAMES[one.role]}　{SENTENCE}", style, _line(_SIZE))
        yield paragraph(f"{one.state}；用于{USES[one.role]}", Style(size=_NOTE), _line(_NOTE))


def _grid() -> Iterator[Paragraph]:
    for _ in range(_GRID_LINES):
        yield paragraph(_A_LINE, BODY, Shape(Align.JUSTIFY, line=LINE))


def _line(size: float) -> Shape:
    """Two places of the grid in, whatever the size of the text."""
    return Shape(line=LINE, first_indent=2 * PITCH / size)
