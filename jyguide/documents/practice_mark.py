"""What is printed while people practise says so: on every page, and large on the first.

Documents are made in a hundred places that know of no folder. So this process remembers, as it
does its seat at a folder, that it is at work in one in which everybody is made up; the two
renderers and the writers of workbooks ask here.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.documents.fonts import FontRole
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Document,
    Placed,
    RunningLine,
    Shape,
    Style,
    paragraph,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from openpyxl import Workbook

PRACTICE_WORDS = "练习 · 人和数据都是虚构的，不作任何凭据"
PRACTICE_SHEET = "练习（虚构数据）"
PRACTICE_FIELD = "练习"
"""Of a JSON document; its readers pass over it."""
_ON_PAPER = "练　习"
_GREY = "D8DBE0"
_LINE = Style(FontRole.HEI, 9, colour="5A5A5A")
_SHARE = 0.22
"""How large the two characters are, of the width of the paper."""


class PracticeMark:
    """The folders of made-up people that are open in one process."""

    def __init__(self) -> None:
        self._open: set[Path] = set()

    def begin(self, folder: Path) -> None:
        """A folder in which everybody is made up has been opened."""
        self._open.add(folder)

    def end(self, folder: Path) -> None:
        """It is closed; one that was none changes nothing."""
        self._open.discard(folder)

    @property
    def shown(self) -> bool:
        """Whether what is written now is to be marked."""
        return bool(self._open)

    def on(self, document: Document) -> Document:
        """The document as it leaves: with the words at the head of each page, or as it was."""
        return _marked(document) if self.shown else document

    def on_workbook(self, book: Workbook) -> None:
        """Say it at the head of each printed sheet, and on a last one that everybody sees.

        No cell of another sheet moves: what was written can be read in again, as in earnest.
        """
        if not self.shown:
            return
        for page in book.worksheets:
            if page.oddHeader is not None:
                page.oddHeader.center.text = PRACTICE_WORDS
        last = book.create_sheet(PRACTICE_SHEET)
        last.sheet_properties.tabColor = "B4450B"
        last.append([PRACTICE_WORDS])

    def lines(self) -> list[list[str]]:
        """What stands over a table of separated text; readers know it for a title."""
        return [[PRACTICE_WORDS]] if self.shown else []

    def fields(self) -> dict[str, str]:
        """What a JSON document says besides."""
        return {PRACTICE_FIELD: PRACTICE_WORDS} if self.shown else {}

    def on_word_file(self, document: WordDocument) -> None:
        """Say it at the head of each page of a Word file that an office has brought."""
        if not self.shown:
            return
        for section in document.sections:
            heads = [section.header]
            if section.different_first_page_header_footer:
                heads.append(section.first_page_header)
            for head in heads:
                head.is_linked_to_previous = False
                first = head.paragraphs[0] if head.paragraphs else head.add_paragraph()
                first.insert_paragraph_before(PRACTICE_WORDS)


PRACTICE = PracticeMark()
"""Of this process: it works in one folder at a time."""


def _marked(document: Document) -> Document:
    head = document.header
    line = (
        replace(head, text=f"{PRACTICE_WORDS}　{head.text}")
        if head is not None
        else RunningLine(PRACTICE_WORDS, _LINE)
    )
    return replace(document, header=line, placed=(_large(document), *document.placed))


def _large(document: Document) -> Placed:
    """Across the middle of the first page, so pale that what stands there can be read."""
    setup = document.setup
    size = _SHARE * min(setup.width, setup.height) / MM_PER_POINT
    words = paragraph(
        _ON_PAPER, Style(FontRole.HEI, size, colour=_GREY), Shape(Align.CENTRE, line=1.2 * size)
    )
    top = (setup.height - 1.2 * size * MM_PER_POINT) / 2
    return Placed(words, 0, top, setup.width, behind=True)
