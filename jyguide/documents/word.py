"""Writes page descriptions as Word files, from our own blank template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from operator import attrgetter
from pathlib import Path

from jyguide.documents import word_xml as xml
from jyguide.documents.files import replace_when_whole, write_each
from jyguide.documents.page import Document, PageBreak, Placed, RunningLine
from jyguide.documents.practice_mark import PRACTICE
from jyguide.documents.word_drawing import Drawings
from jyguide.documents.word_package import WordPackage
from jyguide.documents.word_text import (
    PagesField,
    bookmark_xml,
    field_xml,
    nested_field_xml,
    running_line_xml,
    thin_paragraph,
)
from jyguide.progress import CancelToken, Progress, Silent


def write_word(
    documents: Document | Sequence[Document],
    target: Path,
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> None:
    """Write one document, or several into one file, each beginning on a new page.

    Args:
        documents: Asked for one at a time, so they need not all be there at once.
        target: Where the file is written.
        progress: Told which document is written.
        cancel: Asked between documents.

    Raises:
        FileError: The target cannot be written; it is then as it was before.
        Cancelled: The user asked to stop; nothing is left behind.
    """
    several = [documents] if isinstance(documents, Document) else documents
    with replace_when_whole(target) as part:
        _write(several, part, progress, cancel or CancelToken())


def write_word_part(documents: Sequence[Document], part: Path, cancel: CancelToken) -> None:
    """Write into one of `whole_files`, whose own name a fault is then told with.

    Raises:
        OSError: It cannot be written.
        Cancelled: The user asked to stop.
    """
    _write(documents, part, Silent(), cancel)


def write_word_files(
    pairs: Iterable[tuple[Document, Path]],
    progress: Progress = Silent(),  # noqa: B008 - holds no state
    cancel: CancelToken | None = None,
) -> int:
    """Write each document into a file of its own: see `write_each`."""
    token = cancel or CancelToken()

    def write(document: Document, part: Path) -> None:
        _write([document], part, Silent(), token)

    return write_each(pairs, write, progress, token)


def _write(
    documents: Sequence[Document], target: Path, progress: Progress, cancel: CancelToken
) -> None:
    package = WordPackage(target)
    try:
        sections = _Sections(package, documents)
        for done, document in enumerate(documents, 1):
            cancel.check()
            sections.add(document)
            progress.step(done, len(documents), document.title)
        sections.end()
        package.close()
    finally:
        package.give_up()


class _Sections:
    """Documents as the sections of one body; each is ended when the next one is known.

    Args:
        package: The file being written.
        documents: Asked only as far as the first whose pages are counted anew.
    """

    def __init__(self, package: WordPackage, documents: Sequence[Document]) -> None:
        self._package = package
        self._drawings = Drawings(package.picture)
        self._counted_as_one = all(document.continues for document in islice(documents, 1, None))
        self._open: Document | None = None
        self._chains = 0
        self._counting = False
        self._seen: set[str] = set()

    def add(self, document: Document) -> None:
        """Append a document, and with it the end of the section before."""
        document = PRACTICE.on(document)
        if self._open is None:
            self._package.describe(document.title, document.dated)
        else:
            self._package.add(thin_paragraph(self._end(self._open, document)))
        if not document.continues:
            self._chains += 1
        self._open = document
        self._package.even_pages |= document.footer_even is not None
        for piece in _pieces(document, self._drawings):
            self._package.add(piece)

    def end(self) -> None:
        """The last section's properties end the body itself."""
        if self._open is not None:
            self._package.add(self._end(self._open, None))

    def _end(self, document: Document, after: Document | None) -> str:
        """``w:sectPr``; before it stands the mark by which pages are counted up to here."""
        goes_on = after is not None and after.continues
        pages = self._pages_field(alone=not (document.continues or goes_on))
        references = "".join(
            self._reference(kind, use, line, pages) for kind, use, line in _running(document)
        )
        if self._counting and not goes_on:
            self._package.add(bookmark_xml(self._mark))
            self._counting = False
        return xml.section_xml(document.setup, references, continues=document.continues)

    @property
    def _mark(self) -> str:
        return f"jyend{self._chains}"

    def _pages_field(self, *, alone: bool) -> PagesField:
        """How the pages of this section, or of all that are counted with it, are counted."""
        if self._counted_as_one:
            return partial(field_xml, "NUMPAGES")
        counted = partial(field_xml, f"PAGEREF {self._mark}")
        return partial(_section_pages, counted) if alone else counted

    def _reference(self, kind: str, use: str, line: RunningLine | None, pages: PagesField) -> str:
        """Names the head or foot; where there is none, the one before would be taken over."""
        if line is None:
            text = "<w:p/>"
        else:
            text = running_line_xml(line, pages)
            self._seen.add(kind)
            self._counting |= "{pages}" in line.text and not self._counted_as_one
        if kind not in self._seen:
            return ""
        number = self._package.running_line(kind, text)
        return f'<w:{kind}Reference w:type="{use}" r:id="{number}"/>'


def _running(document: Document) -> Iterator[tuple[str, str, RunningLine | None]]:
    """Kind, pages, and line; those of even pages are read only where one document tells them."""
    yield "header", "even", document.header
    yield "header", "default", document.header
    yield "footer", "even", document.footer_even or document.footer
    yield "footer", "default", document.footer


def _section_pages(counted: PagesField, shown: str) -> str:
    """SECTIONPAGES; LibreOffice does not know it and shows what it said last, which it counts."""
    return nested_field_xml("SECTIONPAGES", counted(shown))


def _pieces(document: Document, drawings: Drawings) -> Iterator[str]:
    """The body of one document, and what stands at fixed places of its pages.

    That is tied to a thin paragraph on the page: the first one of the document, or the one after
    a break. What is said to stand on later pages than there are breaks stands on the last.
    """
    waiting = sorted(document.placed, key=attrgetter("page"))
    tied = ""
    if document.background is not None:
        tied = drawings.background(document.background, document.setup)
    yield from _tied(tied + _placed_up_to(waiting, 1, drawings))
    page = 1
    for block in document.blocks:
        yield xml.block_xml(block, drawings)
        if isinstance(block, PageBreak):
            page += 1
            yield from _tied(_placed_up_to(waiting, page, drawings))
    yield from _tied("".join(map(drawings.placed, waiting)))


def _placed_up_to(waiting: list[Placed], page: int, drawings: Drawings) -> str:
    """Take from the front what stands on this page."""
    found = ""
    while waiting and waiting[0].page <= page:
        found += drawings.placed(waiting.pop(0))
    return found


def _tied(runs: str) -> Iterator[str]:
    if runs:
        yield thin_paragraph(content=runs)
